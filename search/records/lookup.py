"""Finds the items of a catalogue that a query names, and those whose text has all its words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from django.utils.safestring import SafeString, mark_safe
from rapidfuzz import process
from rapidfuzz.distance import OSA

from core.filters.facet_index import FacetIndex
from directory.localisation import language_of, locale_for
from search.analysis import CompoundExceptions, Token, analyse, fold
from search.models import SearchPassage
from search.query.matching import TextMatcher
from search.query.parsed_query import ParsedQuery, QueryWord
from search.query.result_set import ResultSet
from search.query.snippets import find_anchor, highlight, make_snippet
from search.records.catalogue import Item, read_catalogue
from search.records.targets import Target, count_entries, find_targets

MIN_TYPO, MIN_TWO_TYPOS = 5, 9  # letters of a word in which one error, and two errors, are overlooked


@dataclass
class NameIndex:
    """The items of one language, and which of them have a term in a name or in their text."""

    version: tuple
    items: list[Item]
    language: str

    def __post_init__(self):
        self.names: dict[str, set[int]] = defaultdict(set)
        self.texts: dict[str, set[int]] = defaultdict(set)
        self.joined: dict[str, set[int]] = defaultdict(set)
        self.words: dict[str, set[int]] = defaultdict(set)
        for number, item in enumerate(self.items):
            for label in item.labels:
                _add(self.names, analyse(label, self.language), number)
            for name in item.names:
                tokens = analyse(name, self.language)
                self.joined["".join(token.exact for token in tokens)].add(number)
                for token in tokens:
                    self.words[token.exact].add(number)
                _add(self.names, tokens, number)
            for section in item.sections:
                _add(self.texts, analyse(f"{section.heading}\n{section.text}", self.language), number)

    @cached_property
    def vocabulary(self) -> list[str]:
        """The words of all names."""
        return list(self.words)

    def find(self, query: ParsedQuery) -> set[int]:
        """Return the numbers of the items that may have all words of a query, in names and text together."""
        return set.intersection(*(self._find_word(word) for word in query.words)) if query.words else set()

    def _find_word(self, word: QueryWord) -> set[int]:
        ways = [word.own_tokens, *(other.content for other in word.alternatives)]
        return set().union(*(set.intersection(*(self._find_token(one) for one in way)) for way in ways if way))

    def _find_token(self, token: Token) -> set[int]:
        terms = (token.exact, token.stem, *token.forms)
        return set().union(*(index[term] for index in (self.names, self.texts) for term in terms if term in index))

    def find_joined(self, text: str) -> set[int]:
        """Return the numbers of the items with a name that is this text without its spaces."""
        return self.joined.get("".join(token.exact for token in analyse(text, self.language)), set())

    def find_similar(self, text: str) -> set[int]:
        """Return the numbers of the items of which a whole name is this text but for typing errors."""
        typed = [fold(word) for word in text.split()]
        found = [self._find_similar_word(word) for word in typed if word]
        near = set.intersection(*found) if found else set()
        return {number for number in near if any(len(name.split()) <= len(typed) for name in self.items[number].names)}

    def _find_similar_word(self, word: str) -> set[int]:
        if word in self.words:
            return self.words[word]
        allowed = 0 if len(word) < MIN_TYPO else 1 if len(word) < MIN_TWO_TYPOS else 2
        if not allowed:
            return set()
        near = process.extract(word, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=5)
        best = min((hit[1] for hit in near), default=0)
        # Errors in the first letter are rare; without this rule a short name becomes another one.
        return set().union(*(self.words[hit[0]] for hit in near if hit[1] == best and hit[0][0] == word[0]))


def _add(index: dict[str, set[int]], tokens: list[Token], number: int) -> None:
    for token in tokens:
        for term in (token.exact, token.stem, *token.parts):
            index[term].add(number)


_indexes: dict[int, NameIndex] = {}


def get_name_index(facet_index: FacetIndex, locale_id: int) -> NameIndex:
    """Return the index of a language, read again if the facet index changed."""
    version = (facet_index.key, facet_index.version)
    known = _indexes.get(locale_id)
    if known is None or known.version != version:
        language = language_of(locale_id)
        known = _indexes[locale_id] = NameIndex(version, read_catalogue(locale_id), language)
    return known


def clear_name_indexes() -> None:
    """Drop the indexes of this process."""
    _indexes.clear()


MAX_WORDS = 6  # of a query that may name something
NO_NOTE = SafeString("")


class Tier(IntEnum):
    """How an item was found, best first."""

    NAME = 0  # a whole name
    PART = 1  # a part of a name
    TEXT = 2  # words in the text of a page


@dataclass(frozen=True)
class Match:
    """An item that a query matches: the shown name and the evidence as HTML with <mark>, and the anchor of the evidence."""

    item: Item
    tier: Tier
    title: SafeString
    note: SafeString = NO_NOTE
    anchor: str = ""
    share: float = 1.0  # of the name that was asked for


def find_items(
    index: NameIndex, query: ParsedQuery, exceptions: CompoundExceptions, *, forgiving: bool = False
) -> list[Match]:
    """Return the items that match all words of a query, best first.

    `forgiving`: if no name matches, overlook typing errors in names.
    """
    if not query.words:
        return []
    items = [index.items[number] for number in sorted(index.find(query))]
    found = _match_items(index, items, TextMatcher(query, (), exceptions)) if items else []
    if not query.has_operators and len(query.words) <= MAX_WORDS:
        known = {match.item for match in found if match.tier == Tier.NAME}
        near = index.find_joined(query.text)
        if forgiving and not near and not any(match.tier < Tier.TEXT for match in found):
            near = index.find_similar(query.text)
        joined = [_match_near(index.items[number]) for number in sorted(near) if index.items[number] not in known]
        found = [*joined, *(one for one in found if one.item not in {match.item for match in joined})]
    return sorted(found, key=lambda match: (match.tier, -match.share))


def _match_near(item: Item) -> Match:
    """Return the match of a name that was typed apart, joined, or with an error; all of it is marked."""
    return Match(item, Tier.NAME, mark_safe(f"<mark>{highlight(item.names[0], [])}</mark>"))


def _match_items(index: NameIndex, items: Sequence[Item], matcher: TextMatcher) -> list[Match]:
    return [match for item in items if (match := _match(index, item, matcher)) is not None]


def _match(index: NameIndex, item: Item, matcher: TextMatcher) -> Match | None:
    """Return the match of an item, None if it lacks a word or has one that the query excludes."""
    if _is_excluded(index, item, matcher):
        return None
    best = max(_match_names(index, item, matcher), key=lambda match: (-match.tier, match.share), default=None)
    return best or _match_text(index, item, matcher)


def _is_excluded(index: NameIndex, item: Item, matcher: TextMatcher) -> bool:
    excluded = matcher.query.excluded
    if not excluded:
        return False
    other = TextMatcher(ParsedQuery(matcher.query.text, index.language, excluded))
    texts = [*item.names, *(f"{section.heading}\n{section.text}" for section in item.sections)]
    return any(other.match(text, index.language) for text in texts)


def _match_names(index: NameIndex, item: Item, matcher: TextMatcher) -> Iterator[Match]:
    """Yield the match of each name that has all words of the query, beside words that say what the item is."""
    every = set(range(len(matcher.query.words)))
    said = {match.number for label in item.labels for match in matcher.match(label, index.language)}
    for number, name in enumerate(item.names):
        matches = matcher.match(name, index.language)
        if matches and {match.number for match in matches} | said == every:
            share = _share(index, name, matcher)
            shown = highlight(item.names[0], matches if not number else matcher.match(item.names[0], index.language))
            note = highlight(name, matches) if number and "<mark>" not in shown else NO_NOTE
            yield Match(item, Tier.NAME if share == 1 else Tier.PART, shown, note, "", share)


def _share(index: NameIndex, name: str, matcher: TextMatcher) -> float:
    """Return the share of the words of a name that the query has, not as a part of a compound."""
    tokens = [token for word in matcher.query.words for token in word.tokens]
    exact = {token.exact for token in tokens}
    lemmas = {lemma for token in tokens for lemma in (token.stem, *token.forms)}
    words = [token for token in analyse(name, index.language) if not token.stop] or analyse(name, index.language)
    asked = [token for token in words if token.exact in exact or token.stem in lemmas]
    return len(asked) / len(words) if words else 0.0


def _match_text(index: NameIndex, item: Item, matcher: TextMatcher) -> Match | None:
    """Return the match of a page with all words of the query, with the section that has most of them."""
    in_title = matcher.match(item.names[0], index.language)
    seen, best = {match.number for match in in_title}, None
    weights = [1.0] * len(matcher.query.words)
    for section in item.sections:
        passage = SearchPassage(
            heading=section.heading, text=section.text, marks=section.marks, language=index.language
        )
        snippet = make_snippet(passage, matcher, weights)
        in_text = {match.number for match in matcher.match(section.text, index.language)} | snippet.numbers
        seen |= in_text
        if in_text and (best is None or len(snippet.numbers) > len(best[1].numbers)):
            best = section, snippet
    if best is None or len(seen) < len(weights):
        return None
    section, snippet = best
    anchor = find_anchor(section.anchor, section.marks, snippet.offset)
    return Match(item, Tier.TEXT, highlight(item.names[0], in_title), snippet.html, anchor)


MAX_HITS = 5  # above the entries
MAX_PARTS = 3  # of these, found by a part of their name
MAX_TEXTS = 3  # pages found by their text, below the entries
MAX_LOOKED_AT = 30  # matches of which visibility is asked


@dataclass(frozen=True)
class RecordHit:
    """A found record, kind or page: one line, with the number of entries behind it (None: it has none of its own).

    `ref`: type and id, as in `organisation:12`; `title` and `note` are HTML with <mark>.
    """

    ref: str
    label: str
    name: str
    title: SafeString
    url: str
    number: int | None
    note: SafeString
    is_text: bool

    @property
    def match(self) -> str:
        """A record that lacks a word of the query is not shown."""
        return "whole"


def find_record_hits(results: ResultSet) -> list[RecordHit]:
    """Return the records, kinds and pages for the first page of a search without filters, best first."""
    request = results.request
    if not results.query.words or results.number > 1 or any(name != "language" for name in request.filters):
        return []
    locale = locale_for(results.language)
    index = get_name_index(results.facets.index, locale.pk)
    exceptions = results.results[results.language].exceptions
    matches = find_items(index, results.query, exceptions, forgiving=not results.count)[:MAX_LOOKED_AT]
    if not matches:
        return []
    targets = find_targets([match.item for match in matches], results.facets.index, locale.pk)
    by_ref: dict[str, Match] = {}  # a kind and its list lead to the same page
    for match in matches:
        if match.item in targets:
            by_ref.setdefault(targets[match.item].ref, match)
    shown = _limit(list(by_ref.values()))
    numbers = count_entries([targets[match.item] for match in shown])
    return [_make_hit(match, targets[match.item], number) for match, number in zip(shown, numbers, strict=True)]


def _limit(matches: Sequence[Match]) -> list[Match]:
    names = [match for match in matches if match.tier == Tier.NAME]
    parts = [match for match in matches if match.tier == Tier.PART][:MAX_PARTS]
    texts = [match for match in matches if match.tier == Tier.TEXT][:MAX_TEXTS]
    return [*[*names, *parts][:MAX_HITS], *texts]


def _make_hit(match: Match, target: Target, number: int | None) -> RecordHit:
    url = f"{target.url}#{match.anchor}" if match.anchor else target.url
    label, name = match.item.labels[0], match.item.names[0]
    return RecordHit(target.ref, label, name, match.title, url, number, match.note, match.tier == Tier.TEXT)
