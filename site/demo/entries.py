"""Creates the example entries: first all as drafts, then their relations, then publication."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from core.models import CollectedEntry, Contribution, EntryPage, Partnership, RelatedEntry
from demo import recordings
from demo.rows import RowLoader
from demo.source import key_for, read_folder

FOLDERS = {
    "cases": ("case", "stadslabs"),
    "practices": ("practice", "praktijken"),
    "coalitions": ("coalition", "coalities"),
    "agreements": ("agreement", "afspraken"),
    "talkshows": ("series", "talkshows"),
    "gatherings": ("gathering", "agenda"),
    "reports": ("report", "publicaties"),
    "articles": ("article", "publicaties"),
    "interviews": ("interview", "publicaties"),
    "minutes": ("minutes", "publicaties"),
    "editions": ("edition", "publicaties"),
    "dossiers": ("dossier", "dossiers"),
    "demands": ("demand", "vraag-en-aanbod"),
    "offers": ("offer", "vraag-en-aanbod"),
}
DEFERRED = {
    "body",
    "related",
    "en",
    "collected",
    "follows",
    "dossier",
    "recording",
    "answered_in",
    "demand",
}  # fields that need other entries
# Fields of questions and offers that a content file gives in days from today, so that some are always open.
DAYS = {"start_day": "start", "end_day": "end", "open_days": "open_until"}
SERIES = "den-haag-draait-door"


class EntryLoader:
    """Creates the entries that are missing; existing ones are not changed."""

    def __init__(self, records, pages, field_setter):
        self.records, self.pages, self.field_setter = records, pages, field_setter
        self.drafts: dict[str, tuple[EntryPage, dict]] = {}
        self.found: dict[str, Page] = {}
        self.rows = field_setter.rows = RowLoader(records, self.found)
        kinds = EntryPage.kinds()
        for folder, (kind, index) in FOLDERS.items():
            content = read_folder(folder)
            for name in sorted(content, key=lambda name: content[name].get("kind") == "episode"):
                values = content[name]
                kind_here = values.pop("kind", kind)
                above = values.pop("parent", SERIES)
                if "recording" in values:
                    recordings.add_chapters(values["recording"], values)
                parent = self.found[above] if kind_here == "episode" else self.pages.lists[index]
                self._draft(name, kinds[kind_here], parent.specific, values)
        field_setter.entry_ids = {name: page.pk for name, page in self.found.items()}
        for name in self.drafts:  # a series before its episodes, whose translations need that of the parent
            self._publish(name)

    def _draft(self, name: str, model, parent: Page, values: dict) -> None:
        key = key_for("entries", name)
        known = self.pages.find(parent, key, values["slug"])
        if known is not None:
            self.found[name] = known
            return
        rows = self.rows.names(model)
        later = {part: values.pop(part) for part in DEFERRED | rows if part in values}
        page = model()
        for part in ("themes", "places"):
            chosen = getattr(self.records, part)
            setattr(page, part, [chosen[slug] for slug in values.pop(part, [])])
        page.partnerships = [
            Partnership(organisation=self.records.organisations[slug], role=role, sort_order=order)
            for order, (slug, role) in enumerate(values.pop("partners", []))
        ]
        page.contributions = [
            self._contribution(order, *person) for order, person in enumerate(values.pop("people", []))
        ]
        self._set_files_and_dates(page, values)
        self.field_setter.fill(page, values, name)
        self.found[name] = self.pages.add(parent, page, key)
        self.drafts[name] = (page, later)

    def _contribution(self, order: int, who: str, role: str, note: str = "") -> Contribution:
        """Return a contribution: of a person of the directory when `who` starts with @, else with a name."""
        named = {"person": self.records.people[who[1:]]} if who.startswith("@") else {"name": who}
        return Contribution(role=role, note=note, sort_order=order, **named)

    def _set_files_and_dates(self, page: EntryPage, values: dict) -> None:
        files = self.field_setter.files
        if "hero" in values:
            page.hero_image = files.image(values.pop("hero"))
        for part in {"pdf", "document"} & values.keys():
            setattr(page, part, files.document(values.pop(part)))
        if "date" in values:
            page.display_date = values.pop("date")
        for part in DAYS.keys() & values.keys():
            setattr(page, DAYS[part], timezone.localdate() + timedelta(days=values.pop(part)))
        if "day" in values:  # days from today, so that one event is upcoming
            today = timezone.localdate()
            day = today + timedelta(days=values.pop("day"))
            begin = datetime.combine(day, time.fromisoformat(values.pop("time")), timezone.get_current_timezone())
            page.start, page.end = begin, begin + timedelta(hours=values.pop("hours"))
            page.display_date = min(day, today)

    def _publish(self, name: str) -> None:
        draft, later = self.drafts[name]
        page = type(draft).objects.get(pk=draft.pk)
        self.field_setter.fill(page, {"body": later["body"]}, name)
        page.related_entries = [
            RelatedEntry(target_id=self.found[slug].pk, kind=kind, sort_order=order)
            for order, (slug, kind) in enumerate(map(_parse_related, later.get("related", [])))
        ]
        page.collected = [
            CollectedEntry(target_id=self.found[slug].pk, sort_order=order)
            for order, slug in enumerate(later.get("collected", []))
        ]
        for part in {"follows", "dossier", "answered_in", "demand"} & later.keys():
            setattr(page, f"{part}_id", self.found[later[part]].pk)
        if "recording" in later:
            recordings.add_recording(page, later["recording"], self.field_setter.files, self.records.people)
        self.rows.add(page, later, name)
        self.pages.publish(page, later.get("en"), name)


def _parse_related(related) -> tuple[str, str]:
    """Return (name, kind of link) of a related entry in a content file."""
    return (related, RelatedEntry.Kind.GOES_WITH) if isinstance(related, str) else tuple(related)
