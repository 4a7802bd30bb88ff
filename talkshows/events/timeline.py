"""The series that a reader should know of now, as a line with a few stops."""

from django.db.models import Q
from django.utils import timezone

from core.extensions import SeriesTimeline
from talkshows.models.episode import EpisodePage, list_episodes
from talkshows.models.series import SeriesPage

STOPS = 5


def find_timeline(locale_id: int) -> SeriesTimeline | None:
    """Return the series with the nearest evening to come, else with the last one that was; three queries, or four."""
    now = timezone.now()
    evenings = EpisodePage.objects.readable().filter(locale_id=locale_id, gatheringpage__isnull=True, cancelled=False)
    paths = evenings.order_by("start").values_list("pk", "path")
    coming = paths.filter(Q(start__gt=now) | Q(end__gt=now)).first()
    chosen = coming or paths.filter(start__lte=now).last()
    series = chosen and SeriesPage.objects.readable().filter(path=chosen[1][: -EpisodePage.steplen]).first()
    if not series:
        return None
    stops = list_episodes(series)
    place = next((at for at, stop in enumerate(stops) if stop.pk == chosen[0]), 0)
    at = max(0, min(place - STOPS // 2, len(stops) - STOPS))
    return SeriesTimeline(
        series.title, series.url, stops[at : at + STOPS], coming[0] if coming else None, max(0, len(stops) - at - STOPS)
    )
