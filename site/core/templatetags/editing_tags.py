"""Tags of the editing screens' panels."""

from django import template

from core.entries.accessibility import list_faults
from core.entries.documents import find_documents
from media.pdf.messages import describe_state

register = template.Library()


@register.simple_tag
def entry_documents(entry) -> list[tuple]:
    """Return (document, state of its reading in words) of an entry's documents; none before it is saved."""
    documents = find_documents(entry) if entry.pk else []
    return [(item.document, describe_state(item.facts)) for item in documents]


@register.simple_tag
def entry_faults(entry) -> list[str]:
    """Return what keeps an entry from being accessible, in sentences for its editor; nothing before it is saved."""
    return list_faults(entry) if entry.pk else []
