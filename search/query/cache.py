"""The search cache of a process: facet index and curation, validated by one query per request.

Loaded on first use and reloaded when a new CacheInvalidation says so. See docs/decisions/0030.
"""

import time
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field

from core.filters.facet_index import LOCK, FacetIndex
from core.listings.upcoming import find_upcoming_ids
from directory.models import Organisation, Place
from search.analysis import SynonymGroup, Token, fold, synonym_keys, with_defaults
from search.analysis.lemmas import find_lemmas
from search.analysis.synonyms import find_first_stems
from search.models import CacheInvalidation, CompoundException, Promotion, Synonym

MAX_INVALIDATIONS = 200  # rows that are kept in the database
UPCOMING_TTL_SECONDS = 60  # only used to boost hits, so some delay does not matter
Subject = CacheInvalidation.Subject


@dataclass(frozen=True)
class LanguageCuration:
    """Compound exceptions (word to parts, () for "not split"), synonym groups, and the words that have synonyms.

    `first_stems`: by the language in which a term is typed, the stems with which one begins.
    """

    exceptions: dict[str, tuple[str, ...]]
    groups: list[SynonymGroup]
    keys: frozenset[str]
    first_stems: dict[str, frozenset[str]]

    def has_synonyms(self, words: Iterable[Token]) -> bool:
        """Return whether a term with synonyms may begin with one of the words."""
        return any(
            find_lemmas(word.exact, code)[0] in stems or word.stem in stems
            for word in words
            for code, stems in self.first_stems.items()
        )


@dataclass
class Curation:
    """Synonyms, compound exceptions and promotions of editors, by language, and names of the directory."""

    synonyms: dict[str, list[Synonym]] = field(default_factory=dict)
    exceptions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: list[SynonymGroup] = field(default_factory=list)  # names of several words, led to when written as one
    promotions: dict[str, list[Promotion]] = field(default_factory=dict)
    _by_language: dict[str, LanguageCuration] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls) -> "Curation":
        """Load all from the database; five queries."""
        curation = cls()
        for synonym in Synonym.objects.all():
            curation.synonyms.setdefault(synonym.language, []).append(synonym)
        for promotion in Promotion.objects.order_by("order", "pk"):
            curation.promotions.setdefault(promotion.language, []).append(promotion)
        rows = CompoundException.objects.values_list("word", "parts")
        curation.exceptions = {fold(word): tuple(parts.split()) for word, parts in rows}
        names = {name for model in (Organisation, Place) for name in model.objects.values_list("name", flat=True)}
        joined = ((fold("".join(name.split())), name) for name in sorted(names) if len(name.split()) > 1)
        curation.names = [SynonymGroup((word, name), one_way=True) for word, name in joined if word]
        return curation

    def for_language(self, language: str) -> LanguageCuration:
        """Return the curation that the parser needs for a language; computed once."""
        if language not in self._by_language:
            own = [to_synonym_group(synonym) for synonym in self.synonyms.get(language, [])]
            groups = [*with_defaults(own, language), *self.names]
            exceptions = self.exceptions if language == "nl" else {}  # only Dutch compounds are split
            self._by_language[language] = LanguageCuration(
                exceptions, groups, synonym_keys(groups), find_first_stems(groups, language)
            )
        return self._by_language[language]


def to_synonym_group(synonym: Synonym) -> SynonymGroup:
    """Return a synonym as a SynonymGroup of the analysis."""
    return SynonymGroup((synonym.typed, *synonym.others), one_way=not synonym.both_ways)


# Replaces the cached curation during a preview of a synonym (search.curation.overrides).
curation_override: ContextVar[Curation | None] = ContextVar("curation_override", default=None)


@dataclass
class SearchCache:
    """Cached data, and the invalidations that have been applied to it."""

    curation: Curation
    seen: dict
    _facet_index: FacetIndex | None = None
    _stale_entry_ids: set = field(default_factory=set)  # reloaded when the facet index is next used
    _upcoming: dict[int, tuple[float, set[int]]] = field(default_factory=dict)

    @property
    def facet_index(self) -> FacetIndex:
        """The facet index, built on first use."""
        with LOCK:
            if self._facet_index is None:
                self._facet_index = FacetIndex()
            elif self._stale_entry_ids:
                self._facet_index.reload(self._stale_entry_ids)
            self._stale_entry_ids = set()
            return self._facet_index

    def upcoming(self, locale_id: int) -> set[int]:
        """Return the ids of entries with an event in the future."""
        until, ids = self._upcoming.get(locale_id, (0.0, set()))
        if until < time.monotonic():
            ids = find_upcoming_ids(locale_id)
            self._upcoming[locale_id] = (time.monotonic() + UPCOMING_TTL_SECONDS, ids)
        return ids

    def apply(self, invalidations: dict) -> None:
        """Reload or drop what new invalidations name; `invalidations`: {key: (subject, entry id)}."""
        new = [invalidations[key] for key in invalidations.keys() - self.seen.keys()]
        subjects = {subject for subject, _entry in new}
        if subjects & {Subject.CURATION, Subject.RECORDS}:
            self.curation = Curation.load()
        if Subject.RECORDS in subjects:
            self._facet_index = None
        self._stale_entry_ids |= {entry for subject, entry in new if subject == Subject.ENTRY}
        self._upcoming = {} if new else self._upcoming
        self.seen = invalidations


_caches: list[SearchCache] = []


def invalidate(subject: str, entry_id: int | None = None) -> None:
    """Invalidate cached data in all processes; call it in the transaction of the change."""
    invalidation = CacheInvalidation.objects.create(subject=subject, entry_id=entry_id)
    if CacheInvalidation.objects.count() > MAX_INVALIDATIONS:
        # A process that has applied one of the deleted rows reloads everything.
        CacheInvalidation.objects.exclude(pk=invalidation.pk).delete()


def get_cache() -> SearchCache:
    """Return the cache with all visible invalidations applied; one query if there are no new ones."""
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
    """Return the curation, or its override in this context; at most one query."""
    return curation_override.get() or get_cache().curation


def clear_cache() -> None:
    """Drop the cache; it is rebuilt at the next search."""
    _caches.clear()
