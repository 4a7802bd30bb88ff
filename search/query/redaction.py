"""Words that people took back: forgotten at once, and asked for at every reading, whatever an engine still holds."""

from collections.abc import Collection

from core.entries.redactions import find_redactions
from core.extensions import Redaction
from core.models import EntryPage
from search.models import SearchPassage
from search.query.parsed_query import ParsedQuery
from search.query.snippets import find_hits


def restrictions_of(entry_ids: Collection[int], withheld: dict | None = None) -> dict[int, Redaction]:
    """Return what those of the entries keep back that keep something back; one query when none does, else two."""
    withheld = find_redactions() if withheld is None else withheld
    if not withheld:
        return {}
    pairs = EntryPage.objects.filter(translation_key__in=withheld).order_by().values_list("pk", "translation_key")
    return {pk: withheld[key] for pk, key in pairs if pk in entry_ids}


def entries_without_visible_match(withheld: dict[int, Redaction], question: ParsedQuery, any_word: bool) -> set[int]:
    """Return the entries that no longer answer, now that they keep words back: no passage left has what was asked."""
    answering = set()
    for passage in SearchPassage.objects.filter(entry_id__in=withheld):
        if not withheld[passage.entry_id].hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            seen = {number for _token, number in find_hits(text, question, passage.language or question.language)}
            if len(seen) == len(question.words) or (seen and any_word):
                answering.add(passage.entry_id)
    return set(withheld) - answering
