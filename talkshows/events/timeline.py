"""The series timeline on the home page."""

from django.db.models import Q
from django.utils import timezone

from core.extensions import SeriesTimeline
from talkshows.models.episode import DEFAULT_DURATION, EpisodePage, list_episodes
from talkshows.models.series import SeriesPage

STOPS = 5


def find_timeline(locale_id: int) -> SeriesTimeline | None:
    """Return the series of the next episode, else of the last one, or None; three or four queries."""
    now = timezone.now()
    episodes = EpisodePage.objects.readable().filter(locale_id=locale_id, gatheringpage__isnull=True, cancelled=False)
    paths = episodes.order_by("start").values_list("pk", "path")
    is_running = Q(end__gt=now) | Q(end=None, start__gt=now - DEFAULT_DURATION)
    upcoming = paths.filter(Q(start__gt=now) | is_running).first()
    chosen = upcoming or paths.filter(start__lte=now).last()
    series = chosen and SeriesPage.objects.readable().filter(path=chosen[1][: -EpisodePage.steplen]).first()
    if not series:
        return None
    stops = list_episodes(series)
    index = next((at for at, stop in enumerate(stops) if stop.pk == chosen[0]), 0)
    at = max(0, min(index - STOPS // 2, len(stops) - STOPS))
    return SeriesTimeline(
        series.title,
        series.url,
        stops[at : at + STOPS],
        upcoming[0] if upcoming else None,
        max(0, len(stops) - at - STOPS),
    )
