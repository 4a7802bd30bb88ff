"""Entries that a query excludes by a phrase: the database's index tells where to look, the texts decide."""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence

from core.extensions import Redaction
from core.models import EntryPage
from directory.localisation import locale_for
from search.analysis.tokens import find_exact
from search.engines.base import PASSAGES_PER_ENTRY, EngineUnavailableError
from search.engines.candidates import to_entries
from search.engines.registry import database_engine
from search.models import SearchPassage
from search.query.parsed_query import ParsedQuery, word_alternatives

logger = logging.getLogger("search")
BATCH = 500  # passages that are read together
MAX_READ = 5000  # passages that are read for one query; an entry that has the phrase only in others is not excluded


def find_excluded(query: ParsedQuery, language: str, redactions: Mapping[int, Redaction] | None = None) -> set[int]:
    """Return the entries that have a phrase that the query excludes, in the text that may be shown of them.

    Only of entries that the query may find. `redactions`: by entry id, if the caller has them already.
    """
    phrases = [
        [token.exact for token in other.tokens] for word in query.excluded_phrases for other in word.alternatives
    ]
    passage_ids = _find_passages(query, language) if phrases and query.words else []
    if not passage_ids:
        return set()
    hidden = EntryPage.objects.find_redacted() if redactions is None else redactions
    wanted = [f" {' '.join(phrase)} " for phrase in phrases]
    return _read(passage_ids, wanted, language, hidden)


def _find_passages(query: ParsedQuery, language: str) -> list[int]:
    """Return the passages in which the words of an excluded phrase follow each other, but for stop words.

    The index has no stop words, so "goede werk" and "goede en het werk" are the same to it: it is never enough by itself.
    """
    terms = [term for word in query.excluded_phrases for term in word_alternatives(word)]
    asked = {term for one in query.query_terms for term in (*one.alternatives, *one.pieces)}
    try:
        found = database_engine().find_passages(terms, language)
        entries = to_entries(database_engine().find_passages(sorted(asked), language)) if found else set()
    except EngineUnavailableError as error:
        logger.warning("texts of all entries are read for a phrase: %s", error)
        return list(SearchPassage.objects.filter(locale=locale_for(language)).values_list("pk", flat=True))
    return [pk for pk in found if pk // PASSAGES_PER_ENTRY in entries]


def _read(
    passage_ids: Collection[int], wanted: Sequence[str], language: str, redactions: Mapping[int, Redaction]
) -> set[int]:
    """Return the entries of which a passage has a phrase; once it is found no other passage of its entry is read.

    The first passages of all entries come before the second ones.
    """
    found: set[int] = set()
    left, pending = MAX_READ, sorted(passage_ids, key=lambda pk: (pk % PASSAGES_PER_ENTRY, pk))
    while pending and left > 0:
        batch = pending[: min(BATCH, left)]
        found.update(_find_in_batch(batch, wanted, language, redactions))
        left -= len(batch)
        pending = [pk for pk in pending[len(batch) :] if pk // PASSAGES_PER_ENTRY not in found]
    if pending:
        logger.info("%s passages are not read for an excluded phrase", len(pending))
    return found


def _find_in_batch(
    passage_ids: Sequence[int], wanted: Sequence[str], language: str, redactions: Mapping[int, Redaction]
) -> Iterator[int]:
    columns = ("entry_id", "language", "kind", "title", "heading", "text")
    rows = SearchPassage.objects.filter(pk__in=passage_ids).values_list(*columns)
    for entry_id, own, kind, title, heading, text in rows:
        redaction = redactions.get(entry_id)
        if redaction is None or not redaction.hides(kind, f"{heading} {text}"):
            texts = ((title, language), (heading, own or language), (text, own or language))
            if any(_has_one(each, code, wanted) for each, code in texts):
                yield entry_id


def _has_one(text: str, language: str, wanted: Sequence[str]) -> bool:
    words = f" {' '.join(find_exact(text, language))} "
    return any(phrase in words for phrase in wanted)
