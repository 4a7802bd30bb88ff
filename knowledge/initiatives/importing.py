"""Imports initiatives from a CSV file: first a plan that says each line's fate, then the changes of that plan.

An initiative is known by its name and place. A column that the file does not have leaves what is stored; an empty cell clears
it. A place or theme that readers do not see stays: the file that everybody downloads is without it. So does an English sentence
where the file has the Dutch one, as English pages show it in its stead. Imported twice, the same file changes nothing.
"""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Place, Theme
from knowledge.initiatives.csv_file import CsvRow
from knowledge.initiatives.record_names import RecordNames, fold, split_names
from knowledge.models import Initiative

TEXTS = ("name", "sentence", "sentence_en", "who", "url")
ANSWERS = (("yes", gettext_lazy("yes")), ("no", gettext_lazy("no")))


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DUPLICATE = "duplicate"
    OTHER = "other"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """Name of the fate for editors."""
        return str(LABELS[self])


LABELS = {
    Fate.NEW: gettext_lazy("new"),
    Fate.CHANGED: gettext_lazy("changed"),
    Fate.SAME: gettext_lazy("stays the same"),
    Fate.DUPLICATE: gettext_lazy("double in this file"),
    Fate.OTHER: gettext_lazy("has a page of its own"),
    Fate.REFUSED: gettext_lazy("refused"),
}


WRITTEN = frozenset({Fate.NEW, Fate.CHANGED})


@dataclass
class PlannedRow:
    """A line with its fate and, in words, why or what changes."""

    line: int
    name: str
    fate: Fate
    notes: list[str] = field(default_factory=list)
    initiative: Initiative | None = None
    themes: list[Theme] | None = None

    def refuse(self, note: str) -> None:
        """Refuse the line."""
        self.fate = Fate.REFUSED
        self.notes.append(note)


class Planner:
    """Plans the rows of one file."""

    def __init__(self):
        self.places, self.themes = RecordNames(Place), RecordNames(Theme)
        stored = Initiative.objects.prefetch_related("themes").select_related("place").order_by("pk")
        self.stored: dict[tuple, list[Initiative]] = defaultdict(list)
        for one in stored:
            self.stored[_key(one.name, one.place)].append(one)
        for one in stored:
            if one.place and not one.place.live:
                self.stored[fold(one.name), None].append(one)
        self.lines: dict[object, int] = {}

    def plan(self, rows: list[CsvRow]) -> list[PlannedRow]:
        """Return the fate of each row."""
        return [self._plan_row(row) for row in rows]

    def _plan_row(self, row: CsvRow) -> PlannedRow:
        cells = row.cells
        planned = PlannedRow(row.line, cells.get("name", "")[:200], Fate.SAME)
        if cells.get("kind") and cells["kind"].casefold() not in _own_kinds():
            planned.fate = Fate.OTHER
            return planned
        if row.too_long:
            planned.refuse(_("more cells than headings"))
        place = self._find(self.places, cells.get("place", ""), _("unknown place: %(name)s"), planned)
        key = _key(cells.get("name", ""), place)
        known, done = self._choose(planned, cells, place, self.stored.get(key, [None]))
        key = known.pk if known else key
        if planned.fate != Fate.REFUSED and key in self.lines:
            planned.fate = Fate.DUPLICATE
            planned.notes.append(_("as line %(line)d") % {"line": self.lines[key]})
            return planned
        if done.fate != Fate.REFUSED:
            self.lines[key] = row.line
        return done

    def _choose(self, planned: PlannedRow, cells: dict, place, stored: list) -> tuple[Initiative | None, PlannedRow]:
        """Return which of the stored doubles a line is about: the one that it leaves as it is, else the first; and its fate."""
        tried = [(known, self._set_values(planned, cells, place, known)) for known in stored]
        return next((pair for pair in tried if pair[1].fate == Fate.SAME), tried[0])

    def _set_values(self, row: PlannedRow, cells: dict, place, known: Initiative | None) -> PlannedRow:
        planned = replace(row, notes=[*row.notes])
        made = copy(known) if known else Initiative()
        for name in TEXTS:
            if name in cells and not (known and (name == "name" or _repeats_dutch(name, cells, known))):
                kept = known is not None and " ".join(getattr(known, name).split()) == cells[name]
                setattr(made, name, getattr(known, name) if kept else cells[name])
        made.place = made.place if known and place is None else place
        if "phase" in cells:
            made.phase = _read_choice(Initiative.Phase.choices, cells["phase"], _("unknown phase: %(name)s"), planned)
            made.phase = made.phase or Initiative.Phase.RUNNING
        if cells.get("shown"):
            answer = _read_choice(ANSWERS, cells["shown"], _("not yes or no: %(name)s"), planned)
            made.shown = answer == "yes"
        if "since" in cells:
            made.since = _read_year(cells["since"], planned)
        themes = self._read_themes(cells["themes"], planned, known) if "themes" in cells else None
        try:
            made.full_clean(exclude=["place"])  # it was found in the directory
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                planned.refuse(f"{_field_label(name)}: {' '.join(messages)}")
        if planned.fate == Fate.REFUSED:
            return planned
        planned.initiative, planned.themes = made, themes
        planned.notes = _describe_changes(known, made, themes) if known else []
        planned.fate = (Fate.CHANGED if planned.notes else Fate.SAME) if known else Fate.NEW
        return planned

    def _find(self, records: RecordNames, name: str, message: str, planned: PlannedRow):
        found = records.find(name)
        if name and found is None:
            planned.refuse(message % {"name": name[:80]})
        return found

    def _read_themes(self, text: str, planned: PlannedRow, known: Initiative | None) -> list[Theme]:
        found = [self._find(self.themes, name, _("unknown theme: %(name)s"), planned) for name in split_names(text)]
        found += [theme for theme in known.themes.all() if not theme.live] if known else []
        return list({theme.pk: theme for theme in found if theme}.values())


@transaction.atomic
def import_rows(rows: list[CsvRow], dry_run: bool = False, fates=WRITTEN) -> list[PlannedRow]:
    """Return the plan of the rows, carried out unless it is a dry run; refused lines do not keep the others back.

    `fates`: those that are carried out.
    """
    planned = Planner().plan(rows)
    for row in planned if not dry_run else ():
        if row.fate in fates:
            row.initiative.save()
            if row.themes is not None:
                row.initiative.themes.set(row.themes)
    return planned


def count_fates(planned: list[PlannedRow]) -> dict[Fate, int]:
    """Return the number of lines of each fate that occurs."""
    return {fate: number for fate in Fate if (number := sum(row.fate == fate for row in planned))}


def _describe_changes(old: Initiative, new: Initiative, themes: list[Theme] | None) -> list[str]:
    names = [*TEXTS, "place_id", "phase", "since", "shown"]
    changed = [_field_label(name.removesuffix("_id")) for name in names if getattr(old, name) != getattr(new, name)]
    if themes is not None and {theme.pk for theme in themes} != {theme.pk for theme in old.themes.all()}:
        changed.append(_field_label("themes"))
    return changed


def _field_label(name: str) -> str:
    return str(Initiative._meta.get_field(name).verbose_name) if name != "__all__" else ""


def _repeats_dutch(name: str, cells: dict, known: Initiative) -> bool:
    return name == "sentence_en" and cells[name] != "" and cells[name] == " ".join(known.sentence.split())


def _read_choice(choices, text: str, message: str, planned: PlannedRow) -> str:
    """Return the value of a choice that a cell names in any language of the site, or an empty string."""
    values = {name: value for value, label in choices for name in (value, *_in_every_language(label))}
    if text and fold(text) not in values:
        planned.refuse(message % {"name": text[:80]})
    return values.get(fold(text), "")


def _read_year(text: str, planned: PlannedRow) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        planned.refuse(_("no year: %(text)s") % {"text": text[:40]})
        return None
    return int(text)


def _own_kinds() -> set[str]:
    return {"initiative", *_in_every_language(Initiative._meta.verbose_name)}


def _in_every_language(label) -> set[str]:
    found = set()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.add(fold(str(label)))
    return found


def _key(name: str, place: Place | None) -> tuple:
    return fold(name), place.translation_key if place else None
