"""The answer to what a reader wants: the whole result set in order, its facets, and the hits of one page."""

from dataclasses import dataclass, field
from functools import cached_property

from core.entries.redactions import find_redactions
from core.models import EntryPage
from core.models.querysets import not_expired
from directory.localisation import get_locale, get_locales
from search.query.cache import get_cache
from search.query.executor import PassageHit, SearchResult, browse, find_passage_hits, search
from search.query.facets import Facets
from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_query
from search.query.request import SearchRequest

PER_PAGE = 10
OTHERS = 3  # hits of the other language in sight
LIFT = 1.25  # for what is still to come; nothing else is judged by its age


@dataclass
class EntryHit:
    """A found entry as the page shows it."""

    entry: EntryPage
    url: str
    where: list[str] = field(default_factory=list)  # names of places, in the page's language
    places: list[PassageHit] = field(default_factory=list)


class ResultSet:
    """Everything about one search; each part is made when it is asked for.

    The result set is what `find` gives for the languages together; facets, counts and pages are made of its ids alone.
    """

    def __init__(self, wanted: SearchRequest, language: str):
        self.wanted, self.language, self.locale = wanted, language, get_locale(language)

    @cached_property
    def memory(self):
        """What the process keeps in memory, as of this request."""
        return get_cache()

    @cached_property
    def questions(self) -> dict[str, ParsedQuery]:
        """The question by language, the page's own first: every language has words and synonyms of its own."""
        options = {name: name not in self.wanted.without for name in ("synonyms", "corrections")}
        codes = sorted(get_locales(), key=lambda code: code != self.language)
        return {code: parse_query(self.wanted.text, code, told=self.memory.told, **options) for code in codes}

    @property
    def question(self) -> ParsedQuery:
        """The question in the page's language."""
        return self.questions[self.language]

    @cached_property
    def is_browsing(self) -> bool:
        """Whether there are filters and no word: then everything that passes them is the answer."""
        if self.question.words or not self.wanted.chosen:
            return False
        facets = Facets(self.memory.table, [], {}, self.locale.pk)
        pairs = ((name, value) for name, values in self.wanted.chosen.items() for value in values)
        return any(facets.find_value(name, value) is not None for name, value in pairs)

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked, by words or by filters."""
        return bool(self.question.words) or self.is_browsing

    @cached_property
    def found(self) -> dict[str, SearchResult]:
        """The result set by language."""
        if not self.question.words:
            return {code: browse(asked, code) for code, asked in self.questions.items()} if self.is_browsing else {}
        withheld = find_redactions()
        return {code: search(question, withheld=withheld) for code, question in self.questions.items()}

    @property
    def degraded(self) -> bool:
        """Whether the chosen engine did not answer and the database did."""
        return any(found.degraded for found in self.found.values())

    @property
    def any_word(self) -> bool:
        """Whether entries with only most of the words are among them."""
        return any(found.any_word for code, found in self.found.items() if code in self.languages)

    @property
    def has_whole(self) -> bool:
        """Whether an entry with all the words is among them."""
        return any(found.candidates.whole for code, found in self.found.items() if code in self.languages)

    @cached_property
    def facets(self) -> Facets:
        """The facets; without a choice of language the page's own is chosen."""
        everything = [pk for found in self.found.values() for pk in found.entry_ids]
        chosen = {**self.wanted.chosen, "language": self.languages}
        return Facets(self.memory.table, everything, chosen, self.locale.pk)

    @property
    def languages(self) -> tuple[str, ...]:
        """The chosen languages, else the page's own."""
        known = tuple(code for code in self.wanted.chosen.get("language", ()) if code in get_locales())
        return known or (self.language,)

    @cached_property
    def entry_ids(self) -> list[int]:
        """The entries that pass the filters, in order: the whole list, of which a page shows ten."""
        ranked = [pk for code, found in self.found.items() if code in self.languages for pk in self._rank(code, found)]
        passing = self.facets.filter(ranked)
        if self.wanted.sort == "date":
            rows = self.facets.table.rows
            passing = sorted(passing, key=lambda pk: (rows[pk].date, pk), reverse=True)
        return passing

    def _rank(self, code: str, found: SearchResult) -> list[int]:
        """Return the result set with what is still to come a little higher; where there is nothing to come, as it is."""
        coming = self.memory.coming(get_locale(code).pk) & found.scores.keys() if found.entry_ids else set()
        if not coming:
            return found.entry_ids
        scored = [pk for pk in found.entry_ids if pk in found.scores]
        order = sorted(scored, key=lambda pk: found.scores[pk] * (LIFT if pk in coming else 1), reverse=True)
        return order + [pk for pk in found.entry_ids if pk not in found.scores]

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.entry_ids)

    @property
    def pages(self) -> int:
        """How many pages there are, at least 1."""
        return max(1, -(-self.count // PER_PAGE))

    @property
    def number(self) -> int:
        """Which page this is; past the end is the last."""
        return min(self.wanted.page, self.pages)

    def hits(self) -> tuple[list[EntryHit], dict[str, list[EntryHit]]]:
        """Return the hits of this page with the places where the words are, and the first of each other language."""
        start = (self.number - 1) * PER_PAGE
        page = self.entry_ids[start : start + PER_PAGE]
        others = {code: pks[:OTHERS] for code, pks in self.other_languages}
        made = {hit.entry.pk: hit for hit in self.make_hits([*page, *(pk for pks in others.values() for pk in pks)])}
        shown = [made[pk] for pk in page if pk in made]
        for code in self.languages:
            here = [hit.entry.pk for hit in shown if hit.entry.language == code]
            self._place(made, code, here)
        if not shown:  # then what the other languages have stands in its place
            for code, pks in others.items():
                self._place(made, code, [pk for pk in pks if pk in made])
        return shown, {code: [made[pk] for pk in pks if pk in made] for code, pks in others.items()}

    def _place(self, made: dict[int, EntryHit], code: str, pks: list[int]) -> None:
        """Add to hits the places where the words are."""
        for pk, found in (find_passage_hits(self.found[code], pks) if pks else {}).items():
            made[pk].places = found

    def make_hits(self, pks: list[int]) -> list[EntryHit]:
        """Return entries as hits, in the order given; what is not public at this moment is left out."""
        entries = {
            entry.pk: entry
            for entry in EntryPage.objects.readable()
            .filter(not_expired(), pk__in=pks)
            .for_cards(images=False, places=False)
        }
        return [EntryHit(entries[pk], entries[pk].url, self._where(pk)) for pk in pks if pk in entries]

    def _where(self, pk: int) -> list[str]:
        table = self.facets.table
        keys = table.rows[pk].place[:2] if pk in table.rows else ()
        return [table.records["place"][key].named(self.locale.pk)[1] for key in keys]

    @cached_property
    def other_languages(self) -> list[tuple[str, list[int]]]:
        """(language, entries) of the languages that are not chosen, with the other filters on."""
        found = [
            (code, self.facets.filter(answer.entry_ids, without="language"))
            for code, answer in self.found.items()
            if code not in self.languages
        ]
        return [(code, passing) for code, passing in found if passing]
