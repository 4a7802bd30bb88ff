"""Finds entries by the words in their passages, whatever the engine; shows only what is public now."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.entries.passages import PassageKind, find_anchor, make_suffix, read_seconds
from core.extensions import Redaction
from core.models import EntryPage
from core.models.querysets import not_expired
from directory.localisation import get_locale
from search.engines.base import Candidates, Engine, EngineUnavailableError
from search.engines.registry import chosen_engine, database_engine
from search.models import SearchPassage
from search.query.parsed_query import ParsedQuery
from search.query.ranking import rank
from search.query.redaction import entries_without_visible_match, restrictions_of
from search.query.snippets import make_snippet

logger = logging.getLogger("search")
RANKED = 60  # passages that the shared ranking looks at
MANY = 400  # entries from which it is quicker to ask for all that is public


@dataclass
class SearchResult:
    """The whole result set, best first, as public at this moment.

    `any_word`: few entries have all the words, so entries with the weightier half of them stand here too.
    `degraded`: the chosen engine did not answer, the database did.
    """

    question: ParsedQuery
    entry_ids: list[int] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    any_word: bool = False
    degraded: bool = False
    language: str = ""
    candidates: Candidates = field(default_factory=Candidates, repr=False)
    engine: Engine | None = field(default=None, repr=False)
    ranked: dict[int, list[int]] = field(default_factory=dict, repr=False)  # passages of an entry in the ranked top
    withheld: dict[int, Redaction] = field(default_factory=dict, repr=False)  # what found entries keep back


@dataclass(frozen=True)
class PassageHit:
    """A passage of a found entry that a reader can be taken to."""

    passage: SearchPassage
    snippet: SafeString
    url_suffix: str
    label: str


def search(question: ParsedQuery, language: str | None = None, withheld: dict | None = None) -> SearchResult:
    """Return the entries of a language (default: the question's) that answer the question.

    `withheld`: the result of `find_redactions()` where this request has it already.
    """
    found = SearchResult(question, language=language or question.language)
    if question.words:
        found.engine, found.candidates, found.degraded = query_engines(question, found.language, RANKED)
        found.any_word = found.candidates.any_word
        _order(found, withheld)
    return found


def browse(question: ParsedQuery, language: str) -> SearchResult:
    """Return all entries of a language that everybody may read now, the newest first: for filters without a word."""
    entries = EntryPage.objects.readable().filter(not_expired(), locale=get_locale(language))
    entry_ids = list(entries.order_by("-display_date", "-pk").values_list("pk", flat=True))
    return SearchResult(question, entry_ids, language=language)


def query_engines(question: ParsedQuery, language: str, limit: int) -> tuple[Engine | None, Candidates, bool]:
    """Ask the chosen engine; when it is down the database's. Return who answered, the answer, whether one was down."""
    degraded = False
    for engine in dict.fromkeys([chosen_engine(), database_engine()]):
        try:
            return engine, engine.candidates(question, language, limit), degraded
        except EngineUnavailableError as error:
            logger.warning("%s does not answer: %s", engine.name, error)
            degraded = True
    return None, Candidates(), degraded


def _order(found: SearchResult, withheld: dict | None) -> None:
    """The ranked top first, then the engine's order; each entry by its best passage; only what is public now."""
    scores: dict[int, float] = {}
    for candidate, score in rank(found.question, found.candidates.weights, found.candidates.top):
        scores.setdefault(candidate.entry_id, score)
        found.ranked.setdefault(candidate.entry_id, []).append(candidate.passage_id)
    lowest = min(scores.values(), default=1.0)
    best = max(found.candidates.entries.values(), default=1.0) or 1.0
    for entry, score in found.candidates.entries.items():
        scores.setdefault(entry, lowest * 0.99 * score / best)
    public = find_public(scores)
    found.withheld = restrictions_of(public, withheld) if public else {}
    if found.withheld:
        public -= entries_without_visible_match(found.withheld, found.question, found.any_word)
    found.scores = {entry: score for entry, score in scores.items() if entry in public}
    found.entry_ids = list(found.scores)


def find_public(entry_ids: Collection[int]) -> set[int]:
    """Return those of the entries that everybody may read at this moment."""
    entries = EntryPage.objects.readable().filter(not_expired())
    if len(entry_ids) < MANY:
        entries = entries.filter(pk__in=list(entry_ids))
    return set(entries.order_by().values_list("pk", flat=True))


def find_passage_hits(found: SearchResult, entry_ids: Sequence[int], per_entry: int = 3) -> dict[int, list[PassageHit]]:
    """Return the best places of the entries that are shown, each with a snippet and a link to exactly there."""
    if found.engine is None:
        return {pk: [] for pk in entry_ids}
    try:
        more = found.engine.places(found.question, found.language, found.candidates, entry_ids, per_entry + 2)
    except EngineUnavailableError as error:
        logger.warning("%s does not answer: %s", found.engine.name, error)
        more = {}
    wanted = {pk: list(dict.fromkeys([*found.ranked.get(pk, []), *more.get(pk, [])])) for pk in entry_ids}
    rows = SearchPassage.objects.in_bulk([pk for pks in wanted.values() for pk in pks[: per_entry + 2]])
    return {entry: _choose(found, [rows[pk] for pk in pks if pk in rows], per_entry) for entry, pks in wanted.items()}


def _choose(found: SearchResult, passages: list[SearchPassage], number: int) -> list[PassageHit]:
    """Take the places where words of the question stand; only the title has them: the first place."""
    passages = [passage for passage in passages if not _is_hidden(found, passage)]
    made = [_place(found.question, passage) for passage in passages]
    return [place for place, marked in made if marked][:number] or [place for place, _marked in made[:1]]


def _is_hidden(found: SearchResult, passage: SearchPassage) -> bool:
    withheld = found.withheld.get(passage.entry_id)
    return withheld is not None and withheld.hides(passage.kind, f"{passage.heading} {passage.text}")


def _place(question: ParsedQuery, passage: SearchPassage) -> tuple[PassageHit, bool]:
    snippet = make_snippet(passage, question)
    anchor = find_anchor(passage.anchor, passage.marks, snippet.offset)
    return PassageHit(
        passage, snippet.html, make_suffix(passage.kind, anchor, passage.marks), passage_label(passage, anchor)
    ), snippet.found


def passage_label(passage: SearchPassage, anchor: str) -> str:
    """Return what a place is called; of a recording the moment, and who speaks where that is one."""
    if passage.kind == PassageKind.MOMENT and (seconds := read_seconds(anchor)) is not None:
        minutes, rest = divmod(seconds, 60)
        clock = f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"
        speakers = passage.heading.rpartition(" (")[0]
        return clock if ", " in speakers or not speakers else f"{clock} · {speakers}"
    return (passage.heading or passage.title) if passage.anchor else _("Beginning")
