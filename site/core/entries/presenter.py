"""Template context of the page of an entry."""

from django.utils.html import strip_tags

from core.entries.citation import cite
from core.entries.document_view import count_document_pages, get_document_contexts
from core.entries.history import list_corrections
from core.entries.passages import find_headings

WORDS_PER_MINUTE = 200


def get_page_context(entry, request) -> dict:
    """Return the template context: content, table of contents, documents, corrections, citation and facts."""
    content = entry.render_content(request)
    documents = get_document_contexts(entry, request.GET.get("p", ""), request.GET.get("words") == "all")
    return {
        "content": content,
        "corrections": list_corrections(entry),
        "documents": documents,
        "citation": cite(entry, documents),
        "pdf_pages": count_document_pages(entry, documents),
        "headings": [heading for heading in find_headings(content) if heading[0] == 2],
        "minutes": max(1, round(len(strip_tags(content).split()) / WORDS_PER_MINUTE)),
        "facts": [fact for fact in entry.get_facts() if fact.values],
    }


def has_video(entry) -> bool:
    """Return whether an entry embeds a video, so that its page may load players."""
    return any(block.block_type == "video" for block in entry.body)
