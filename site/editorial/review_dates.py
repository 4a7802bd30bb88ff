"""Until when an entry may be taken to be true: a day that somebody set, or else so long after its last publication.

How long is said by the kind (`EntryPage.review_after`); of a kind that tells what happened on a day, nothing is due.
"""

from datetime import date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from core.models import EntryPage
from directory.localisation import get_locale


def find_review_dates(first: date, last: date) -> list[tuple[EntryPage, date]]:
    """Return the public entries that are due for review from `first` to `last`, with the day; translations follow their source."""
    entries = EntryPage.objects.filter(live=True, locale=get_locale("nl"), review_date__day__range=(first, last))
    found = [(entry, entry.review_date.day) for entry in entries.select_related("review_date", "owner").defer("body")]
    for after, types in _group_kinds().items():
        without = _without_day(types).filter(last_published_at__range=(_begin(first - after), _end(last - after)))
        days = ((entry, timezone.localdate(entry.last_published_at) + after) for entry in without)
        found += [(entry, day) for entry, day in days if first <= day <= last]
    return sorted(found, key=lambda pair: (pair[1], pair[0].pk))


def is_overdue(today: date) -> Q:
    """Return the condition that an entry of the first language is due for review on a day or was before."""
    condition = Q(review_date__day__lte=today)
    for after, types in _group_kinds().items():
        condition |= Q(review_date=None, content_type__in=types, last_published_at__lte=_end(today - after))
    return condition & Q(live=True, locale=get_locale("nl"))


def get_review_day(entry: EntryPage) -> date | None:
    """Return the day on which an entry is due for review, or None."""
    if (own := getattr(entry, "review_date", None)) is not None:
        return own.day
    after = entry.kind_class.review_after
    if after is None or entry.last_published_at is None:
        return None
    return timezone.localdate(entry.last_published_at) + after


def _group_kinds() -> dict[timedelta, list[int]]:
    """Return {time after which entries are due: ids of the content types of their kinds}."""
    kinds = [kind for kind in EntryPage.kinds().values() if kind.review_after is not None]
    types = ContentType.objects.get_for_models(*kinds)
    groups: dict[timedelta, list[int]] = {}
    for kind in kinds:
        groups.setdefault(kind.review_after, []).append(types[kind].pk)
    return groups


def _without_day(types: list[int]):
    entries = EntryPage.objects.filter(live=True, locale=get_locale("nl"), content_type__in=types, review_date=None)
    return entries.select_related("owner").defer("body")


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _end(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
