"""Template context of the page of an entry."""

from django.utils.html import strip_tags

from core.blocks.images import find_images, prefetch_renditions
from core.citations.citation import cite
from core.citations.places import NoSuchPlaceError, find_place
from core.entries.content_html import find_headings
from core.entries.document_view import count_document_pages, get_document_contexts
from core.entries.history import list_corrections

WORDS_PER_MINUTE = 200


def get_page_context(entry, request) -> dict:
    """Return the template context: content, table of contents, documents, corrections, citation and facts."""
    prefetch_renditions([entry.hero_image, *find_images(entry.body)])
    content = entry.render_content(request)
    documents = get_document_contexts(entry, request.GET.get("p", ""), request.GET.get("words") == "all")
    return {
        "content": content,
        "corrections": list_corrections(entry),
        "documents": documents,
        **_get_citation(entry, documents, request),
        "pdf_pages": count_document_pages(entry, documents),
        "headings": [heading for heading in find_headings(content) if heading[0] == 2],
        "minutes": max(1, round(len(strip_tags(content).split()) / WORDS_PER_MINUTE)),
        "facts": [fact for fact in entry.get_facts() if fact.values],
    }


def _get_citation(entry, documents: list[dict], request) -> dict:
    """Return the citation of the entry, or of the page or moment that was asked for, and the query of its files."""
    try:
        place = find_place(entry, request.GET)
    except NoSuchPlaceError:
        place = None
    return {"citation": cite(entry, documents).at(place), "cited_place": f"?{place.query}" if place else ""}
