"""Preview of a synonym: queries whose first ten results would change, with the entries that enter and leave."""

from dataclasses import dataclass, field

from core.models import EntryPage
from search.curation.overrides import override_synonym
from search.curation.terms import query_stems
from search.models import RankingExpectation, Synonym
from search.query.executor import search
from search.query.parser import parse_query
from search.query_log.recorder import frequent_queries

COMPARED_RANKS, MAX_QUERIES = 10, 60  # entries per query, queries per preview


@dataclass
class RankingChange:
    """A query whose first ten results change."""

    text: str
    reason: str  # "word", "asked" or "promise"
    entered: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    breaks_expectation: bool = False  # an expectation that is met now would not be met


@dataclass
class Preview:
    """The number of compared queries, and those that change."""

    query_count: int
    changes: list[RankingChange]

    @property
    def breaking_changes(self) -> list[RankingChange]:
        """Changes that break a ranking expectation."""
        return [change for change in self.changes if change.breaks_expectation]


def top_entry_ids(text: str, language: str) -> list[int]:
    """Return the ids of the first COMPARED_RANKS results of a text."""
    return search(parse_query(text, language)).entry_ids[:COMPARED_RANKS]


def queries_to_compare(synonym: Synonym) -> dict[str, str]:
    """Return {text: reason} of the synonym's own terms, and of expectations and frequent queries that contain them."""
    old = Synonym.objects.filter(pk=synonym.pk).first() if synonym.pk else None
    words = [word for one in (synonym, old) if one for word in (one.typed, *one.others)]
    stems = [set(query_stems(word, synonym.language)) for word in words]
    texts = dict.fromkeys(words, "word")
    frequent = frequent_queries().filter(language=synonym.language).values_list("text", flat=True)
    expected = RankingExpectation.objects.filter(language=synonym.language).values_list("words", flat=True)
    for reason, found in (("promise", expected), ("asked", frequent)):
        for text in found:
            if any(stem <= set(query_stems(text, synonym.language)) for stem in stems):
                texts.setdefault(text, reason)
    return dict(list(texts.items())[:MAX_QUERIES])


def preview_synonym(synonym: Synonym) -> Preview:
    """Compare the results of all queries with and without the synonym; saves nothing."""
    texts, language, changes = queries_to_compare(synonym), synonym.language, []
    before = {text: top_entry_ids(text, language) for text in texts}
    with override_synonym(synonym):
        after = {text: top_entry_ids(text, language) for text in texts}
    expected: dict[str, set[int]] = {}
    for text, entry in RankingExpectation.objects.filter(language=language).values_list("words", "entry_id"):
        expected.setdefault(text, set()).add(entry)
    pks = {pk for found in (before, after) for ids in found.values() for pk in ids}
    titles = dict(EntryPage.objects.filter(pk__in=pks).values_list("pk", "title"))
    for text, reason in texts.items():
        entered = [titles[pk] for pk in after[text] if pk not in before[text] and pk in titles]
        left = [titles[pk] for pk in before[text] if pk not in after[text] and pk in titles]
        breaks_expectation = bool(expected.get(text, set()) & set(before[text]) - set(after[text]))
        if before[text] != after[text]:
            changes.append(RankingChange(text, reason, entered, left, breaks_expectation))
    return Preview(
        len(texts),
        sorted(changes, key=lambda change: (not change.breaks_expectation, -len(change.entered + change.left))),
    )
