"""Template tags of the panels in Wagtail's admin."""

from django import template

from core.entries.accessibility import list_faults
from core.entries.documents import find_documents
from media.pdf.messages import describe_state

register = template.Library()


@register.simple_tag
def entry_documents(entry) -> list[tuple]:
    """Return (document, state of its text extraction) of an entry's documents; empty for an unsaved entry."""
    documents = find_documents(entry) if entry.pk else []
    return [(item.document, describe_state(item.facts)) for item in documents]


@register.simple_tag
def entry_faults(entry) -> list[str]:
    """Return the accessibility issues of an entry, as sentences for editors; empty for an unsaved entry."""
    return list_faults(entry) if entry.pk else []
