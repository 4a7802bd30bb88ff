"""How a file of initiatives names places and themes: the public ones, and those that an initiative has though readers do not see them."""

from collections.abc import Iterable
from operator import itemgetter

from django.db.models import Q
from wagtail.models import Locale

from directory.models.record import Record

SEPARATORS = ",|"  # between the themes of a cell


class RecordNames:
    """The names, in every language, by which the records of one kind are found; each leads to the record of the default locale.

    What is public goes before what is not, the default locale before the others, a name before an address or another name.
    """

    def __init__(self, model: type[Record]):
        default = Locale.get_default()
        used = Q(locale=default, live=True) | Q(initiatives__isnull=False)
        keys = model.with_proposals.filter(used).values("translation_key")
        records = list(model.with_proposals.filter(translation_key__in=keys))
        records.sort(key=lambda one: one.locale_id == default.pk)
        self.homes: dict[object, Record] = {one.translation_key: one for one in records}
        ranked = [
            ((home.live, record == home, strength, -record.pk), fold(name), home)
            for record in records
            for home in [self.homes[record.translation_key]]
            for strength, name in _rank_names(record)
        ]
        ranked.sort(key=itemgetter(0))
        self.found: dict[str, Record] = {name: home for _rank, name, home in ranked if name}

    def find(self, name: str) -> Record | None:
        """Return the record of a name, or None."""
        return self.found.get(fold(name))

    def name(self, record: Record) -> str:
        """Return a name that leads to this record and to no other: one in its own language, if there is one."""
        home = self.homes.get(record.translation_key, record)
        for one in (record, home):
            for name in (one.name, _full_name(one), one.slug):
                if self.find(name) == home and not set(name) & set(SEPARATORS):
                    return name
        return record.name


def fold(text: str) -> str:
    """Return a text without what makes no other name of it: case and blanks."""
    return " ".join(text.split()).casefold()


def split_names(cell: str) -> Iterable[str]:
    """Return the names in a cell."""
    return [part.strip() for part in cell.replace("|", ",").split(",") if part.strip()]


def _rank_names(record: Record) -> Iterable[tuple[int, str]]:
    """Return (strength, name) pairs."""
    others = getattr(record, "other_names", "").split("\n")
    return [*((0, name) for name in others), *enumerate((_full_name(record), record.slug, record.name), 1)]


def _full_name(record: Record) -> str:
    return f"{record.name} ({record.slug})"
