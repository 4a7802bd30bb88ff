"""The series that a reader should know of now, as a line with a few stops."""

from core.coming import Line
from talkshows.models.episode import EpisodePage
from talkshows.models.series import SeriesPage

STOPS = 5
MANY = 200  # evenings looked at: years of them


def find_line(locale_id: int) -> Line | None:
    """Return the series with the nearest evening to come, else the last one that was; two queries."""
    evenings = EpisodePage.objects.readable().filter(locale_id=locale_id, gatheringpage__isnull=True)
    evenings = list(evenings.defer("body").order_by("-start", "-number")[:MANY])
    dated = [evening for evening in evenings if evening.start and not evening.cancelled]
    coming = [evening for evening in dated if evening.state in {EpisodePage.State.ANNOUNCED, EpisodePage.State.LIVE}]
    current = min(coming, key=lambda evening: evening.start, default=None)
    chosen = current or next(iter(dated), None)
    series = chosen and SeriesPage.objects.readable().filter(path=chosen.path[: -EpisodePage.steplen]).first()
    if not series:
        return None
    stops = [evening for evening in evenings if evening.path.startswith(series.path)]
    stops.sort(key=lambda evening: (evening.number or MANY, evening.start is None, evening.start))
    at = max(0, min(stops.index(chosen) - STOPS // 2, len(stops) - STOPS))
    return Line(series.title, series.url, stops[at : at + STOPS], current.pk if current else None)
