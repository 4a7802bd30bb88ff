"""The example entries: first all of them as drafts, then their links, then publication."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Page

from core.models import Contribution, EntryPage, Partnership, RelatedEntry
from demo.source import key_for, read_folder
from knowledge.models import CasePage, Course
from publications.models import ReportPage
from talkshows.models import EpisodePage, SeriesPage

KINDS = {"case": CasePage, "report": ReportPage, "series": SeriesPage, "episode": EpisodePage}
FOLDERS = {
    "cases": ("case", "stadslabs"),
    "talkshows": ("series", "talkshows"),
    "reports": ("report", "publicaties"),
}
SERIES = "den-haag-draait-door"


class Entries:
    """Makes the entries that are missing; what exists stays as it is, edited or not."""

    def __init__(self, records, pages, filler):
        self.records, self.pages, self.filler = records, pages, filler
        self.drafts: dict[str, tuple[EntryPage, dict]] = {}
        self.found: dict[str, Page] = {}
        for folder, (kind, index) in FOLDERS.items():
            content = read_folder(folder)
            for name in sorted(content, key=lambda name: content[name].get("kind") == "episode"):
                values = content[name]
                kind_here = values.pop("kind", kind)
                parent = self.found[SERIES] if kind_here == "episode" else self.pages.lists[index]
                self._draft(name, KINDS[kind_here], parent.specific, values)
        filler.entry_ids = {name: page.pk for name, page in self.found.items()}
        for name in self.drafts:  # the series before its episodes: a translation needs that of its parent
            self._publish(name)

    def _draft(self, name: str, model, parent: Page, values: dict) -> None:
        key = key_for("entries", name)
        known = self.pages.find(parent, key, values["slug"])
        if known is not None:
            self.found[name] = known
            return
        later = {part: values.pop(part) for part in ("body", "related", "en", "courses") if part in values}
        page = model()
        for part in ("themes", "places"):
            chosen = getattr(self.records, part)
            setattr(page, part, [chosen[slug] for slug in values.pop(part, [])])
        page.partnerships = [
            Partnership(organisation=self.records.organisations[slug], role=role, sort_order=order)
            for order, (slug, role) in enumerate(values.pop("partners", []))
        ]
        page.contributions = [
            self._contribution(who, role, order) for order, (who, role) in enumerate(values.pop("people", []))
        ]
        if "courses" in later:
            page.courses = [Course(sort_order=order, **course) for order, course in enumerate(later.pop("courses"))]
        self._set_files_and_dates(page, values)
        self.filler.fill(page, values, name)
        self.found[name] = self.pages.add(parent, page, key)
        self.drafts[name] = (page, later)

    def _contribution(self, who: str, role: str, order: int) -> Contribution:
        """A person of the directory when `who` begins with @, else a name by hand."""
        if who.startswith("@"):
            return Contribution(person=self.records.people[who[1:]], role=role, sort_order=order)
        return Contribution(name=who, role=role, sort_order=order)

    def _set_files_and_dates(self, page: EntryPage, values: dict) -> None:
        files = self.filler.files
        if "hero" in values:
            page.hero_image = files.image(values.pop("hero"))
        if "pdf" in values:
            page.pdf = files.document(values.pop("pdf"))
        if "date" in values:
            page.display_date = values.pop("date")
        if "day" in values:  # days from the day of loading: one evening is always still to come
            today = timezone.localdate()
            day = today + timedelta(days=values.pop("day"))
            begin = datetime.combine(day, time.fromisoformat(values.pop("time")), timezone.get_current_timezone())
            page.start, page.end = begin, begin + timedelta(hours=values.pop("hours"))
            page.display_date = min(day, today)

    def _publish(self, name: str) -> None:
        draft, later = self.drafts[name]
        page = type(draft).objects.get(pk=draft.pk)
        self.filler.fill(page, {"body": later["body"]}, name)
        page.related_entries = [
            RelatedEntry(target_id=self.found[slug].pk, sort_order=order)
            for order, slug in enumerate(later.get("related", []))
        ]
        self.pages.publish(page, later.get("en"), name)
