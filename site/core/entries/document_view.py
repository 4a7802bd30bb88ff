"""What a reader gets of an entry's documents: picture, facts, and the words page by page, each page with its address.

A short document stands on the entry's page as a whole. Of a long one every page has its anchor and first words there,
and `?p=37` (`?p=37-d12` for a further document) puts the words of that page and its neighbours in their place.
"""

import re

from django.db.models import Q

from core.entries import documents
from core.entries.documents import EntryDocument, find_document_ids, find_documents
from media.models import PdfFacts

MANY = 60  # pages; of a document with more only the numbers stand there, not the first words
NEAR = 2  # pages before and after the one that was asked for
_ASKED = re.compile(r"(\d{1,5})((?:-d\d{1,12})?)")


def get_document_contexts(entry, asked: str = "", everything: bool = False) -> list[dict]:
    """Return the variables of the component `pdf` for each document, with all words if `everything`; one query for all."""
    match = _ASKED.fullmatch(asked)
    number, suffix = (int(match.group(1)), match.group(2)) if match else (1, None)

    def wanted(first: int) -> Q:
        if everything:
            return Q(pk__isnull=False)
        chosen = int(suffix[2:]) if suffix else first
        near = {"pdf_facts__pages__number__gte": number - NEAR, "pdf_facts__pages__number__lte": number + NEAR}
        others = ~Q(pk=chosen) & Q(pdf_facts__pages__number__lte=1 + NEAR)
        return Q(pdf_facts__characters__lte=documents.LONG) | Q(pk=chosen, **near) | others

    return [_show(item, is_asked=everything or suffix == item.suffix) for item in find_documents(entry, wanted)]


def _find_heading(blocks: list) -> str:
    """Return the heading that a page opens with, for the list of pages; empty where it goes on from the page before."""
    role, text = blocks[0] if blocks else ("", "")
    return text if role == "h" else ""


def count_document_pages(entry, documents: list[dict]) -> int:
    """Return how long the entry's own document is when its words were read: then that is the text, not the page around it."""
    own, _within = find_document_ids(entry)
    return documents[0]["page_count"] if own and documents and documents[0]["pages"] else 0


def _show(item: EntryDocument, is_asked: bool) -> dict:
    facts, document = item.facts, item.document
    state = facts.state if facts else PdfFacts.State.WAITING
    return {
        "anchor": f"pdf{item.suffix}",
        "title": document.title,
        "url": document.url,
        "size": document.file_size or 0,
        "language": item.language,
        "page_count": facts.page_count if facts else 0,
        "picture_url": facts.picture_url if facts else "",
        "picture_width": facts.picture_width if facts else 0,
        "picture_height": facts.picture_height if facts else 0,
        "state": state,
        "untagged": bool(facts and facts.has_text and not facts.tagged),
        "bare_pages": facts.bare_pages if facts and facts.has_text else 0,
        "is_cut": any(page.opening and not page.blocks for page in item.pages),
        "is_open": is_asked or len(item.pages) <= 3,
        "pages": [
            {
                "number": page.number,
                "anchor": item.anchor(page.number),
                "ask": f"?p={page.number}{item.suffix}#{item.anchor(page.number)}",
                "url": f"{document.url}#page={page.number}",
                "language": page.language or item.language,
                "opening": page.opening if len(item.pages) <= MANY or not page.opening else "…",
                "heading": _find_heading(page.blocks),
                "blocks": page.blocks,
            }
            for page in item.pages
        ],
    }
