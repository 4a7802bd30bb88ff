"""Words that people took back: forgotten at once, and asked for at every reading, whatever an engine still holds."""

from collections.abc import Collection

from django.db import transaction

from core.models import EntryPage
from core.withheld import Withheld, find_withheld
from search import outbox
from search.engines.chosen import database_engine
from search.models import Change, SearchPassage
from search.question import Question
from search.snippets import find_hits


def forget(entry_id: int) -> None:
    """Take the stored words of an entry away now; what may still be read is read again after the commit."""
    with transaction.atomic():
        outbox.note([entry_id])
        change = Change.objects.filter(engine=database_engine().name, entry_id=entry_id).order_by("pk").last()
        SearchPassage.objects.filter(entry_id=entry_id).delete()
        database_engine().write(entry_id, change.number, [])


def read_withheld(entry_ids: Collection[int], withheld: dict | None = None) -> dict[int, Withheld]:
    """Return what those of the entries keep back that keep something back; one query when none does, else two."""
    withheld = find_withheld() if withheld is None else withheld
    if not withheld:
        return {}
    pairs = EntryPage.objects.filter(translation_key__in=withheld).order_by().values_list("pk", "translation_key")
    return {pk: withheld[key] for pk, key in pairs if pk in entry_ids}


def find_silent(withheld: dict[int, Withheld], question: Question, any_word: bool) -> set[int]:
    """Return the entries that no longer answer, now that they keep words back: no passage left has what was asked."""
    answering = set()
    for passage in SearchPassage.objects.filter(entry_id__in=withheld):
        if not withheld[passage.entry_id].hides(passage.kind, f"{passage.heading} {passage.text}"):
            text = f"{passage.title}\n{passage.heading}\n{passage.text}"
            seen = {number for _token, number in find_hits(text, question, passage.language or question.language)}
            if len(seen) == len(question.words) or (seen and any_word):
                answering.add(passage.entry_id)
    return set(withheld) - answering
