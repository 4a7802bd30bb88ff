"""Template contexts of an entry's documents: metadata, and the text of their pages, each with its own URL.

The text of a short document is rendered as a whole. Of a long one only the opening words of each page are, and
`?p=37` (`?p=37-d12` for another document than the first) adds the text of that page and its neighbours.
"""

import re

from django.db.models import Q

from core.entries import documents
from core.entries.documents import EntryDocument, find_document_ids, find_documents
from media.models import PdfFacts

MAX_OPENINGS = 60  # pages; a document with more has page numbers without opening words
NEIGHBOURS = 2  # pages before and after the requested one
_PAGE_PARAMETER = re.compile(r"(\d{1,5})((?:-d\d{1,12})?)")


def get_document_contexts(entry, page: str = "", all_text: bool = False) -> list[dict]:
    """Return the context of the component `pdf` for each document; one query for all.

    `page`: the value of `?p=`. `all_text`: with the text of all pages.
    """
    match = _PAGE_PARAMETER.fullmatch(page)
    number, suffix = (int(match.group(1)), match.group(2)) if match else (1, None)

    def has_text(first: int) -> Q:
        if all_text:
            return Q(pk__isnull=False)
        requested = int(suffix[2:]) if suffix else first
        neighbours = {
            "pdf_facts__pages__number__gte": number - NEIGHBOURS,
            "pdf_facts__pages__number__lte": number + NEIGHBOURS,
        }
        others = ~Q(pk=requested) & Q(pdf_facts__pages__number__lte=1 + NEIGHBOURS)
        return Q(pdf_facts__characters__lte=documents.LONG_DOCUMENT) | Q(pk=requested, **neighbours) | others

    return [_get_context(item, is_open=all_text or suffix == item.suffix) for item in find_documents(entry, has_text)]


def _find_heading(blocks: list) -> str:
    """Return the heading at the start of a page, or empty."""
    role, text = blocks[0] if blocks else ("", "")
    return text if role == "h" else ""


def count_document_pages(entry, documents: list[dict]) -> int:
    """Return the number of pages of the entry's own document when its text was extracted, else 0."""
    own, _within = find_document_ids(entry)
    return documents[0]["page_count"] if own and documents and documents[0]["pages"] else 0


def _get_context(item: EntryDocument, is_open: bool) -> dict:
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
        "is_open": is_open,
        "pages": [
            {
                "number": page.number,
                "anchor": item.anchor(page.number),
                "ask": f"?p={page.number}{item.suffix}#{item.anchor(page.number)}",
                "url": f"{document.url}#page={page.number}",
                "cite": f"?p={page.number}{item.suffix}#cite",
                "language": page.language or item.language,
                "opening": page.opening if len(item.pages) <= MAX_OPENINGS or not page.opening else "…",
                "heading": _find_heading(page.blocks),
                "blocks": page.blocks,
            }
            for page in item.pages
        ],
    }
