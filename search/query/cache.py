"""What a process keeps in memory for search, brought up to date by one query per request.

The table of entries (facets, suggestions) and what editors told (synonyms, exceptions, promotions) are read once and read
again when a row of `MemoryChange` says so. See docs/decisions/0030.
"""

import time
from contextvars import ContextVar
from dataclasses import dataclass, field

from core.filters.facet_index import LOCK, FacetIndex
from core.listings.upcoming import find_upcoming_ids
from search.analysis import SynonymGroup, synonym_keys, with_defaults
from search.models import CacheInvalidation, CompoundException, Promotion, Synonym

MAX_INVALIDATIONS = 200  # rows that are kept
UPCOMING_TTL_SECONDS = 60  # seconds that the list of what is still to come may be old; it only lifts hits
Subject = CacheInvalidation.Subject


@dataclass(frozen=True)
class LanguageCuration:
    """Exceptions of the splitter (word to parts, () for "left whole"), synonyms, and the words that have synonyms."""

    exceptions: dict[str, tuple[str, ...]]
    groups: list[SynonymGroup]
    keys: frozenset[str]


@dataclass
class Curation:
    """What editors told search, by language; promotions with their page and note, in their order."""

    synonyms: dict[str, list[Synonym]] = field(default_factory=dict)
    exceptions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    promotions: dict[str, list[Promotion]] = field(default_factory=dict)
    _by_language: dict[str, LanguageCuration] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls) -> "Curation":
        """Read all of it; three queries."""
        curation = cls()
        for synonym in Synonym.objects.all():
            curation.synonyms.setdefault(synonym.language, []).append(synonym)
        for promotion in Promotion.objects.order_by("order", "pk"):
            curation.promotions.setdefault(promotion.language, []).append(promotion)
        rows = CompoundException.objects.values_list("word", "parts")
        curation.exceptions = {word: tuple(parts.split()) for word, parts in rows}
        return curation

    def for_language(self, language: str) -> LanguageCuration:
        """Return what the parser needs of a language; made once."""
        if language not in self._by_language:
            own = [to_synonym_group(synonym) for synonym in self.synonyms.get(language, [])]
            groups = with_defaults(own, language)
            exceptions = self.exceptions if language == "nl" else {}  # English takes nothing apart
            self._by_language[language] = LanguageCuration(exceptions, groups, synonym_keys(groups))
        return self._by_language[language]


def to_synonym_group(synonym: Synonym) -> SynonymGroup:
    """Return a synonym as the analysis takes it."""
    return SynonymGroup((synonym.typed, *synonym.others), one_way=not synonym.both_ways)


# What is searched with instead, while an editor tries a synonym (search.curation.overrides).
curation_override: ContextVar[Curation | None] = ContextVar("curation_override", default=None)


@dataclass
class SearchCache:
    """What is kept, and the changes that are in it."""

    curation: Curation
    seen: dict
    _facet_index: FacetIndex | None = None
    _stale_entry_ids: set = field(default_factory=set)  # entries to read again when the table is asked for
    _upcoming: dict[int, tuple[float, set[int]]] = field(default_factory=dict)

    @property
    def facet_index(self) -> FacetIndex:
        """The table of entries, made when it is first asked for."""
        with LOCK:
            if self._facet_index is None:
                self._facet_index = FacetIndex()
            elif self._stale_entry_ids:
                self._facet_index.reload(self._stale_entry_ids)
            self._stale_entry_ids = set()
            return self._facet_index

    def upcoming(self, locale_id: int) -> set[int]:
        """Return the entries that are still to come."""
        until, ids = self._upcoming.get(locale_id, (0.0, set()))
        if until < time.monotonic():
            ids = find_upcoming_ids(locale_id)
            self._upcoming[locale_id] = (time.monotonic() + UPCOMING_TTL_SECONDS, ids)
        return ids

    def apply(self, invalidations: dict) -> None:
        """Let go of what the changes say is old; `changes`: {key: (subject, entry)}."""
        new = [invalidations[key] for key in invalidations.keys() - self.seen.keys()]
        subjects = {subject for subject, _entry in new}
        if Subject.CURATION in subjects:
            self.curation = Curation.load()
        if Subject.RECORDS in subjects:
            self._facet_index = None
        self._stale_entry_ids |= {entry for subject, entry in new if subject == Subject.ENTRY}
        self._upcoming = {} if new else self._upcoming
        self.seen = invalidations


_caches: list[SearchCache] = []


def invalidate(subject: str, entry_id: int | None = None) -> None:
    """Tell all processes what changed; in the transaction of the change."""
    invalidation = CacheInvalidation.objects.create(subject=subject, entry_id=entry_id)
    if CacheInvalidation.objects.count() > MAX_INVALIDATIONS:
        # A process that had taken in one of these reads everything again.
        CacheInvalidation.objects.exclude(pk=invalidation.pk).delete()


def get_cache() -> SearchCache:
    """Return the memory as it is after the changes that are visible now; one query when nothing changed."""
    invalidations = {
        key: (subject, entry)
        for key, subject, entry in CacheInvalidation.objects.values_list("key", "subject", "entry_id")
    }
    with LOCK:
        if not _caches or _caches[0].seen.keys() - invalidations.keys():
            _caches[:] = [SearchCache(Curation.load(), invalidations)]
        else:
            _caches[0].apply(invalidations)
        return _caches[0]


def get_curation() -> Curation:
    """Return what editors told search, or what overrides it here; at most one query."""
    return curation_override.get() or get_cache().curation


def clear_cache() -> None:
    """Read everything again at the next query."""
    _caches.clear()
