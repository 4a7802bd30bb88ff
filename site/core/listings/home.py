"""Template context of the home page."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from core.filters.database import count_by
from core.listings.cached_counts import get_or_compute
from core.listings.questions import find_questions
from core.listings.upcoming import find_series_timeline, find_upcoming
from core.models.entry import EntryPage
from directory.known_records import list_records
from directory.models import Organisation, Place, Theme
from directory.places import keys_below, read_tree

MAX_NEWEST = 7


def home_context(home) -> dict:
    """Return the lists of the home page, in its language."""
    newest = _find_entries(home).order_by("-featured", "-display_date", "-pk").for_cards()[: MAX_NEWEST * 4]
    themes, places, organisations = (list_records(model, home.locale_id) for model in (Theme, Place, Organisation))
    places = [place for place in places if place.level != Place.Level.STREET]
    by_theme, by_place = get_or_compute(
        f"home-{home.locale_id}",
        lambda: (count_by("themes", _find_entries(home)), _count_by_place(places, _find_entries(home))),
    )
    timeline = find_series_timeline(home.locale_id)
    upcoming = find_upcoming(home.locale_id)
    newest = _limit_per_kind([entry for entry in newest if _is_new(entry)])
    return {
        "own_search": True,
        "timeline": timeline,
        "upcoming": upcoming,
        "lead": newest[:1],
        "newest": sorted(newest[1:], key=lambda entry: (entry.display_date, entry.pk), reverse=True),
        "themes": [(theme, by_theme.get(theme.translation_key, 0)) for theme in themes],
        "places": _places(places, by_place),
        "questions": find_questions(home),
        "organisations": [organisation for organisation in organisations if organisation.left is None],
    }


def _find_entries(home):
    return EntryPage.objects.readable().in_locale(home.locale_id)


def _is_new(entry) -> bool:
    """Return whether an entry has something to read or watch: not an event to come, nor one that left no recording."""
    source = entry.card_source
    day = source.card_day
    if day is None or getattr(source, "state", "") in {"past", "cancelled"}:
        return False
    return day <= (timezone.now() if isinstance(day, datetime) else timezone.localdate())


def _limit_per_kind(entries) -> list:
    """Return the first MAX_NEWEST entries, with at most two of each kind."""
    numbers: dict[int, int] = {}
    chosen = []
    for entry in entries:
        numbers[entry.content_type_id] = numbers.get(entry.content_type_id, 0) + 1
        if numbers[entry.content_type_id] <= 2:
            chosen.append(entry)
    return chosen[:MAX_NEWEST]


def _count_by_place(places, entries) -> dict[int, int]:
    """Return {id of a place: number of entries in it or below}; one query for all counts."""
    tree = read_tree()
    within = {
        f"place_{place.pk}": Q(places__translation_key__in=keys_below([place.translation_key], tree))
        for place in places
    }
    columns = {name: Count("pk", distinct=True, filter=condition) for name, condition in within.items()}
    numbers = entries.order_by().aggregate(**columns) if places else {}
    return {place.pk: numbers[f"place_{place.pk}"] for place in places}


def _places(places, numbers: dict[int, int]) -> list[tuple]:
    """Return (place, number of entries in it or below) of the eight places with most."""
    found = [(place, numbers[place.pk]) for place in places if numbers.get(place.pk)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))[:8]
