"""What a synonym would change, shown before it is saved: queries whose first ten change, and what comes and goes."""

from dataclasses import dataclass, field

from core.models import EntryPage
from search.curation.overrides import override_synonym
from search.curation.terms import read_word
from search.models import RankingExpectation, Synonym
from search.query.executor import search
from search.query.parser import parse_query
from search.query_log.recorder import frequent_queries

FIRST, MOST = 10, 60  # entries that are compared, queries that are asked


@dataclass
class RankingChange:
    """A query of which the first ten become other ones."""

    text: str
    why: str  # "word", "asked" or "promise"
    came: list[str] = field(default_factory=list)
    went: list[str] = field(default_factory=list)
    broken: bool = False  # a promise that holds now and then would not


@dataclass
class Preview:
    """How many queries were asked, and those that change."""

    asked: int
    changes: list[RankingChange]

    @property
    def broken(self) -> list[RankingChange]:
        """Promises that would no longer hold."""
        return [change for change in self.changes if change.broken]


def first_ten(text: str, language: str) -> list[int]:
    """Return the first entries for a text as a reader gets them."""
    return search(parse_query(text, language)).entry_ids[:FIRST]


def queries(synonym: Synonym) -> dict[str, str]:
    """Return {text: why it is asked}: the synonym's own words, promises, and what readers ask with these words in it."""
    old = Synonym.objects.filter(pk=synonym.pk).first() if synonym.pk else None
    words = [word for one in (synonym, old) if one for word in (one.typed, *one.others)]
    stems = [set(read_word(word, synonym.language)) for word in words]
    texts = dict.fromkeys(words, "word")
    often = frequent_queries().filter(language=synonym.language).values_list("text", flat=True)
    promised = RankingExpectation.objects.filter(language=synonym.language).values_list("words", flat=True)
    for why, found in (("promise", promised), ("asked", often)):
        for text in found:
            if any(stem <= set(read_word(text, synonym.language)) for stem in stems):
                texts.setdefault(text, why)
    return dict(list(texts.items())[:MOST])


def compare(synonym: Synonym) -> Preview:
    """Ask everything twice, as search is and as it would be; nothing is saved."""
    texts, language, rows = queries(synonym), synonym.language, []
    before = {text: first_ten(text, language) for text in texts}
    with override_synonym(synonym):
        after = {text: first_ten(text, language) for text in texts}
    promised: dict[str, set[int]] = {}
    for text, entry in RankingExpectation.objects.filter(language=language).values_list("words", "entry_id"):
        promised.setdefault(text, set()).add(entry)
    pks = {pk for found in (before, after) for ids in found.values() for pk in ids}
    titles = dict(EntryPage.objects.filter(pk__in=pks).values_list("pk", "title"))
    for text, why in texts.items():
        came = [titles[pk] for pk in after[text] if pk not in before[text] and pk in titles]
        went = [titles[pk] for pk in before[text] if pk not in after[text] and pk in titles]
        broken = bool(promised.get(text, set()) & set(before[text]) - set(after[text]))
        if before[text] != after[text]:
            rows.append(RankingChange(text, why, came, went, broken))
    return Preview(len(texts), sorted(rows, key=lambda change: (not change.broken, -len(change.came + change.went))))
