"""Finds entries by the words in their passages, whatever the engine; shows only what is public now."""

import logging
from dataclasses import dataclass, field

from django.db.models import Q
from wagtail.search.backends import get_search_backend

from core.models import EntryPage
from core.withheld import find_withheld
from search.models import SearchPassage
from search.query import build
from search.snippets import make_snippet

logger = logging.getLogger("search")
MAX_PASSAGES = 600  # that are looked at; the count above this is "at least"
PLACES = 3  # per entry


@dataclass
class Hit:
    """A found entry with its best passages, best first."""

    entry_id: int
    passages: list[SearchPassage] = field(default_factory=list)
    entry: EntryPage | None = None
    places: list[tuple] = field(default_factory=list)


@dataclass
class Results:
    """Hits in order; `degraded` when the engine did not answer and the database was read instead."""

    hits: list[Hit]
    degraded: bool = False
    any_word: bool = False


def find(terms: list[str], locale_id: int) -> Results:
    """Return the entries of a language that say the words: all of them, else any of them."""
    if not terms:
        return Results([])
    rows = SearchPassage.objects.filter(locale_id=locale_id)
    degraded = any_word = False
    try:
        backend = get_search_backend()
        passages = list(backend.search(build(terms, "and"), rows)[:MAX_PASSAGES])
        if not passages and len(terms) > 1:
            passages = list(backend.search(build(terms, "or"), rows)[:MAX_PASSAGES])
            any_word = True
    except Exception as error:
        logger.warning("search engine does not answer: %s", type(error).__name__)
        degraded, passages = True, _read_database(terms, rows)
    return Results(_group(passages), degraded, any_word)


def _read_database(terms: list[str], rows) -> list[SearchPassage]:
    condition = Q()
    for term in terms:
        condition &= Q(text__icontains=term) | Q(heading__icontains=term) | Q(title__icontains=term)
    return list(rows.filter(condition).order_by("entry_id", "order")[:MAX_PASSAGES])


def _group(passages: list[SearchPassage]) -> list[Hit]:
    hits: dict[int, Hit] = {}
    for passage in passages:
        hits.setdefault(passage.entry_id, Hit(passage.entry_id)).passages.append(passage)
    public = dict(EntryPage.objects.readable().filter(pk__in=hits).values_list("pk", "translation_key"))
    withheld = find_withheld(public.values())
    for pk, key in public.items():
        if key in withheld:
            kept = [row for row in hits[pk].passages if not withheld[key].hides(row.kind, f"{row.heading} {row.text}")]
            hits[pk].passages = kept
    return [hit for hit in hits.values() if hit.entry_id in public and hit.passages]


def load(hits: list[Hit], terms: list[str]) -> list[Hit]:
    """Fill in entries and snippets of the hits that are shown."""
    entries = {
        entry.pk: entry for entry in EntryPage.objects.readable().filter(pk__in=[h.entry_id for h in hits]).for_cards()
    }
    shown = []
    for hit in hits:
        hit.entry = entries.get(hit.entry_id)
        if hit.entry is None:
            continue
        hit.places = [(passage, make_snippet(passage.text, terms)) for passage in hit.passages[:PLACES]]
        shown.append(hit)
    return shown
