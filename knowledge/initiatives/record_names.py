"""How a file of initiatives names places and themes: the public ones, and those that an initiative has though readers do not see them."""

from collections.abc import Iterable

from django.db.models import Q
from wagtail.models import Locale

from directory.models.record import Record

SEPARATORS = ",|"  # between the themes of a cell


class RecordNames:
    """The names by which the records of one kind are found; what is public goes before what is not."""

    def __init__(self, model: type[Record]):
        public = Q(locale=Locale.get_default(), live=True)
        records = model.with_proposals.filter(public | Q(initiatives__isnull=False)).distinct()
        self.found: dict[str, Record] = {}
        for record in sorted(records, key=lambda one: one.live):
            others = getattr(record, "other_names", "").split("\n")
            for name in (*others, _full_name(record), record.slug, record.name):
                if name.strip():
                    self.found[fold(name)] = record

    def find(self, name: str) -> Record | None:
        """Return the record of a name, or None."""
        return self.found.get(fold(name))

    def name(self, record: Record) -> str:
        """Return a name that leads to this record and to no other."""
        for name in (record.name, _full_name(record), record.slug):
            if self.find(name) == record and not set(name) & set(SEPARATORS):
                return name
        return record.name


def fold(text: str) -> str:
    """Return a text without what makes no other name of it: case and blanks."""
    return " ".join(text.split()).casefold()


def split_names(cell: str) -> Iterable[str]:
    """Return the names in a cell."""
    return [part.strip() for part in cell.replace("|", ",").split(",") if part.strip()]


def _full_name(record: Record) -> str:
    return f"{record.name} ({record.slug})"
