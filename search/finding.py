"""Finds entries by the words in their passages, whatever the engine; shows only what is public now."""

import logging
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText

from core.models import EntryPage
from core.passages import find_anchor, make_suffix
from directory.localising import get_locale
from search.models import SearchPassage
from search.question import Question
from search.snippets import make_snippet

logger = logging.getLogger("search")
MAX_PASSAGES = 600


@dataclass
class Found:
    """The whole result set, best first, as public at this moment.

    `any_word`: fewer than ten entries have all the words, so entries with the weightiest half of them stand here too.
    `degraded`: the chosen engine did not answer, the database did.
    """

    question: Question
    entry_ids: list[int] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    any_word: bool = False
    degraded: bool = False
    passages: dict[int, list[int]] = field(default_factory=dict)  # of each entry the ids of its places, best first


@dataclass(frozen=True)
class Place:
    """A passage of a found entry that a reader can be taken to."""

    passage: SearchPassage
    snippet: SafeString
    url_suffix: str
    label: str


def find(question: Question, language: str | None = None) -> Found:
    """Return the entries of a language (default: the question's) that answer the question."""
    if not question.words:
        return Found(question)
    rows = SearchPassage.objects.filter(locale=get_locale(language or question.language))
    terms = [word.token.exact for word in question.words]
    degraded = any_word = False
    try:
        backend = get_search_backend()
        words = [PlainText(term) for term in terms]
        passages = list(backend.search(And(words), rows)[:MAX_PASSAGES])
        if not passages and len(terms) > 1:
            passages = list(backend.search(Or(words), rows)[:MAX_PASSAGES])
            any_word = True
    except Exception as error:
        logger.warning("search engine does not answer: %s", type(error).__name__)
        degraded, passages = True, _read_database(terms, rows)
    found = Found(question, any_word=any_word, degraded=degraded)
    for passage in passages:
        found.passages.setdefault(passage.entry_id, []).append(passage.pk)
    public = set(EntryPage.objects.readable().filter(pk__in=found.passages).values_list("pk", flat=True))
    found.entry_ids = [pk for pk in found.passages if pk in public]
    found.scores = {pk: 1 / rank for rank, pk in enumerate(found.entry_ids, start=1)}
    return found


def _read_database(terms: list[str], rows) -> list[SearchPassage]:
    condition = Q()
    for term in terms:
        condition &= Q(text__icontains=term) | Q(heading__icontains=term) | Q(title__icontains=term)
    return list(rows.filter(condition).order_by("entry_id", "order")[:MAX_PASSAGES])


def places(found: Found, entry_ids: list[int], per_entry: int = 3) -> dict[int, list[Place]]:
    """Return the best places of the entries that are shown, each with a snippet and a link to exactly there."""
    wanted = {pk: found.passages.get(pk, [])[:per_entry] for pk in entry_ids}
    rows = SearchPassage.objects.in_bulk([pk for pks in wanted.values() for pk in pks])
    return {entry: [_place(found.question, rows[pk]) for pk in pks if pk in rows] for entry, pks in wanted.items()}


def _place(question: Question, passage: SearchPassage) -> Place:
    snippet, offset = make_snippet(passage.text, question)
    anchor = find_anchor(passage.anchor, passage.marks, offset)
    label = passage.heading if passage.anchor else _("Beginning")
    return Place(passage, snippet, make_suffix(passage.kind, anchor), label)
