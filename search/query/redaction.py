"""What is decided by the texts of found entries, whatever the index contains: redactions and phrases."""

from collections.abc import Collection

from search.engines.base import SENTENCE_SHARE
from search.models import SearchPassage
from search.query.language_results import LanguageResults


def recheck(results: LanguageResults, entry_ids: Collection[int]) -> None:
    """Match entries again by the text that may be shown of them; whole matches may become partial ones, or none.

    For entries with a redaction, and for phrases, as an index holds no stop words.
    """
    seen: dict[int, list[set[int]]] = {pk: [] for pk in entry_ids}
    for passage in SearchPassage.objects.filter(entry_id__in=entry_ids):
        redaction = results.redactions.get(passage.entry_id)
        if redaction is None or not redaction.hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            matches = results.matcher.match(text, passage.language or results.query.language)
            seen[passage.entry_id].append({match.number for match in matches})
    for pk, passages in seen.items():
        _place_again(results, pk, passages)


def _place_again(results: LanguageResults, pk: int, passages: list[set[int]]) -> None:
    """Put an entry where it belongs by the words that each of its passages has."""
    found = set().union(*passages)
    if pk in results.entry_ids and not _is_whole(results, passages):
        results.entry_ids.remove(pk)
        if found:
            results.partial_ids.insert(0, pk)
    elif pk in results.partial_ids and not found:
        results.partial_ids.remove(pk)
    if pk in results.partial_ids:
        query = results.query
        results.missing[pk] = tuple(query.words[at].typed for at in query.required if at not in found)


def _is_whole(results: LanguageResults, passages: list[set[int]]) -> bool:
    weights = results.candidates.weights
    if not results.query.is_sentence:
        return set().union(*passages).issuperset(results.query.required)
    most = max(weights, default=0.0)
    need = SENTENCE_SHARE * sum(weight or most for weight in weights) - 1e-9
    return any(sum(weights[at] for at in numbers) >= need for numbers in passages)
