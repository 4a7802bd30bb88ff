"""Extension points of the site: what apps add to pages, feeds and background work without `core` naming them.

Each app with something to add has a module `extensions.py` that adds it, imported by the app's `ready()`.
See docs/architecture.md.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from core.entries.findings import Finding
from core.entries.personal_names import get_matcher
from media.extensions import Registry


@dataclass(frozen=True)
class SeriesTimeline:
    """A series as a timeline: `stops` are entries with `number`, `start` and `state`.

    `current` is the id of one of them, `more` the number of later stops that are left out.
    """

    title: str
    url: str
    stops: list
    current: int | None
    more: int = 0


@dataclass(frozen=True)
class FeedLink:
    """A feed or calendar: title, URL path and media type."""

    title: str
    url: str
    type: str


@dataclass(frozen=True)
class FeedGroup:
    """A group of feeds or calendars on the page that lists them."""

    title: str
    intro: str
    links: list[FeedLink]


@dataclass(frozen=True)
class FixedPage:
    """A page of the site that is no row of the page tree: name of its URL, title, and other words that readers look for."""

    name: str
    title: str | Promise
    words: tuple[str | Promise, ...] = ()


class FeedSource(Protocol):
    """Feeds and calendars of an app."""

    def links_for(self, subject: Any) -> Iterable[FeedLink]:
        """Return the feeds of a page or record, without a query."""

    def groups(self, locale_id: int) -> Iterable[FeedGroup]:
        """Return all feeds of a language, in groups."""


@dataclass(frozen=True)
class Redaction:
    """What may not be shown of an entry: names, and with `moments` the transcript of its recording.

    `others` are the names of people with the same surname who may be named.
    """

    names: tuple[str, ...] = ()
    moments: bool = False
    others: tuple[str, ...] = ()

    def hides(self, kind: str, text: str) -> bool:
        """Return whether a stored passage of this kind may not be shown."""
        return (self.moments and kind == "moment") or bool(get_matcher(self.names, self.others).find(text))


class ListingProgramme(Protocol):
    """The order of a listing that holds nothing but entries of `kinds`, in parts that each have a heading."""

    kinds: frozenset[str]
    headings: dict[int, Any]  # of the value of `part`
    see_also: tuple[str, Any]  # name of a URL, and what its link says

    def arrange(self, entries: Any) -> Any:
        """Return a queryset of entries in the order of the programme, each with its `part`."""

    def group(self, part: int, entries: list) -> list[tuple[Any, list]]:
        """Return (page whose title is the heading below that of the part, or None; entries) pairs of a part."""


@dataclass(frozen=True)
class MapRecord:
    """Something on the map that is no entry: `key` is `kind:id`, `places` are translation keys, `day` its place in the order."""

    key: str
    title: str
    url: str
    sentence: str
    places: tuple[UUID, ...]
    day: date | None = None
    notes: tuple[str, ...] = ()
    licence: str = ""


@dataclass(frozen=True)
class MapConditions:
    """What the filters of the map ask of records: translation keys and years of which one has to fit; None asks nothing."""

    themes: frozenset[UUID] | None = None
    places: frozenset[UUID] | None = None  # with all places below them
    organisations: frozenset[UUID] | None = None
    years: frozenset[int] | None = None


class MapSource(Protocol):
    """Records of a kind for the map, which are no entries; `kind` is a value of the filter `kind`."""

    kind: str
    singular: str | Promise
    plural: str | Promise

    def find(self, conditions: MapConditions, language: str) -> Iterable[MapRecord]:
        """Return the public records that fit all conditions."""


class RedactionSource(Protocol):
    """Redactions of public entries."""

    def of_entries(self, entry_keys: list[UUID] | None) -> dict[UUID, Redaction]:
        """Return {translation key: redaction} of those of the entries (None: of all) that have one; one query."""

    def of_people(self, person_keys: list[UUID]) -> dict[UUID, Collection[UUID]]:
        """Return {person's translation key: translation keys of the entries in which they may not be named}."""


@dataclass(frozen=True)
class SimilarEntry:
    """A public entry that is similar to a text, with the passage that is most so.

    `url` leads to the passage (a heading, a page of a PDF, a second of a recording), `place` names it, `excerpt` is its
    text as HTML with <mark>. `share`: how much of the text the entry has; a text of its own kind has about 1.
    """

    entry: Any
    url: str
    place: str
    excerpt: SafeString
    share: float


@dataclass(frozen=True)
class HealthCheck:
    """A check of `/-/ready`: `run` returns a status and raises when the service does not respond.

    A `vital` check that raises gives status 503.
    """

    name: str
    run: Callable[[], str]
    vital: bool = False


@dataclass(frozen=True)
class OpenWork:
    """Something that waits for a user, for the list on the start page of the admin: page, what waits, and where it is done.

    Without `url` it is done where the page is edited. `occasion` tells apart what waits in the same words another time, such
    as a second change: it is the same for as long as the same thing waits, in every language.
    """

    page: Any
    note: str
    url: str = ""
    occasion: str = ""


@dataclass(frozen=True)
class Origin:
    """How a page came to the board that nobody of it wrote, or changed last: sentences for the bar above its form."""

    sentence: str
    notes: tuple[str, ...] = ()
    to_publish: str = ""  # what who may publish it is told; who may not sends it to the board


@dataclass(frozen=True)
class SharePicture:
    """The picture of a page in share previews: absolute URL, pixels, what stands in it, and the title of the page."""

    url: str
    width: int
    height: int
    alt: str
    title: str


@dataclass(frozen=True)
class StartRow:
    """A row of a list on the start page of the admin: text, what is to be known of it, and where it leads."""

    text: str
    note: str
    url: str


@dataclass(frozen=True)
class StartList:
    """A list on the start page of the admin; `url` leads to all of it, or is empty."""

    title: str
    rows: list[StartRow]
    url: str = ""


@dataclass(frozen=True)
class CalendarDate:
    """A date in the calendar of the board: `kind` is a value of `editorial.calendar.kinds.Kind`, `moment` a date or datetime.

    `label` says what happens, such as “Evening 3 begins”; `url` is where the date is changed, or empty.
    `public_label` says it in the words of the page on the site, for who may not edit the page; empty for a date that only
    a draft has.
    """

    kind: str
    moment: date
    page: Any
    label: str
    url: str = ""
    public_label: str = ""


@dataclass(frozen=True)
class CompoundSplitter:
    """Splits compounds of a language, for soft hyphens in headings."""

    language: str
    split: Callable[[str], tuple[str, ...]]


# (locale id) -> queryset of upcoming entries, the nearest first.
upcoming_events: Registry[Callable[[int], Any]] = Registry()
# (locale id) -> the series to show on the home page, or None.
series_timelines: Registry[Callable[[int], SeriesTimeline | None]] = Registry()
listing_programmes: Registry[ListingProgramme] = Registry()
feed_sources: Registry[FeedSource] = Registry()
fixed_pages: Registry[FixedPage] = Registry()
redaction_sources: Registry[RedactionSource] = Registry()
# (text, language, number, ids to leave out) -> similar public entries, the most similar first.
similar_text_finders: Registry[Callable[[str, str, int, Collection[int]], list[SimilarEntry]]] = Registry()
# (text, other texts, language) -> of each other text how near it is (0 to 1) and the words that say so, the rarest first.
text_comparers: Registry[Callable[[str, Sequence[str], str], Sequence[tuple[float, Sequence[str]]]]] = Registry()
# (entry, superseded version) -> may this version not be shown?
version_refusals: Registry[Callable[[Any, Any], bool]] = Registry()
map_sources: Registry[MapSource] = Registry()
# (entry) -> its own picture for share previews, or None.
share_pictures: Registry[Callable[[Any], SharePicture | None]] = Registry()
health_checks: Registry[HealthCheck] = Registry()
# Names of relations from EntryPage to the table of a kind with a `card_day` of its own.
card_relations: Registry[str] = Registry()
compound_splitters: Registry[CompoundSplitter] = Registry()
# Tasks that are queued when a worker starts; each returns quickly when there is nothing to do.
startup_tasks: Registry[Any] = Registry()
# Tasks that are queued with the id of each entry that is published.
publication_tasks: Registry[Any] = Registry()
# Called by the worker every half minute, for what a date that passes changes; each returns quickly when nothing is due.
periodic_work: Registry[Callable[[], object]] = Registry()
# (user) -> what waits for the user.
open_work_finders: Registry[Callable[[Any], Iterable[OpenWork]]] = Registry()
# (entry as its editor has it) -> what is missing, beside what editorial.completeness asks of every kind.
completeness_rules: Registry[Callable[[Any], Iterable[Finding]]] = Registry()
# (word, language) -> is this a word that few readers meet?
rare_word_tests: Registry[Callable[[str, str], bool]] = Registry()
# (user) -> a list for the start page of the admin, or None.
start_lists: Registry[Callable[[Any], StartList | None]] = Registry()
# (first day, last day) -> what happens then, for the calendar of the board; drafts too.
calendar_sources: Registry[Callable[[date, date], Iterable[CalendarDate]]] = Registry()
# (user, page) -> may the user edit this page, whatever Wagtail's permissions say?
edit_grants: Registry[Callable[[Any, Any], bool]] = Registry()
# (page) -> how it came to the board, while it waits for it; None for what somebody of the board wrote.
origin_finders: Registry[Callable[[Any], Origin | None]] = Registry()
