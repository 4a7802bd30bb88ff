"""Accessibility issues (faults) of entries, for editors, readers and the accessibility statement."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, ReferenceIndex

from core.entries.documents import find_documents
from core.models import EntryPage
from media.models import PdfFacts, SiteDocument
from media.pdf.messages import find_faults

State = PdfFacts.State


def list_faults(entry) -> list[str]:
    """Return the faults of an entry and of its documents, as sentences for editors."""
    found = [str(fault) for fault in entry.get_faults()]
    documents = find_documents(entry) if entry.pk else []
    for item in documents:
        for fault in find_faults(item.facts, item.document.language):
            found.append(f"{item.document.title}: {fault}")
    return found


def find_faulty(entries=None):
    """Return the entries with a fault, out of `entries` or else all public ones; as a queryset."""
    entries = EntryPage.objects.readable() if entries is None else entries
    with_faults = (
        Q(state=State.READ, tagged=False)
        | ~Q(state__in=[State.READ, State.WAITING])
        | Q(bare_pages__gt=0, state=State.READ)
    )
    documents = [str(pk) for pk in PdfFacts.objects.filter(with_faults).values_list("document_id", flat=True)]
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(SiteDocument), to_object_id__in=documents,
    )  # fmt: skip
    pks = {int(pk) for pk in references.values_list("object_id", flat=True)}
    for kind in EntryPage.kinds().values():
        if kind.fault_condition is not None:
            pks |= set(kind.objects.filter(kind.fault_condition).values_list("pk", flat=True))
    return entries.filter(pk__in=pks)
