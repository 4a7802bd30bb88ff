"""The document listing of the admin, with the state of each PDF."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import IndexView

from media.models import PdfFacts


def format_state(document) -> str:
    """Return the label of a document's PDF state, and whether it is accessible."""
    facts = getattr(document, "pdf_facts", None)
    if facts is None:
        return PdfFacts.State.WAITING.label
    if facts.state == PdfFacts.State.READ and not facts.tagged:
        return _("read; not accessible")
    return facts.get_state_display()


class DocumentListing(IndexView):
    """Wagtail's document listing with a column for the PDF state."""

    def get_base_queryset(self):
        """Return the documents with their PDF facts."""
        return super().get_base_queryset().select_related("pdf_facts")

    @cached_property
    def columns(self):
        """Insert the state before the usage column."""
        columns = super().columns
        columns.insert(len(columns) - 1, Column("pdf", label=_("Text"), accessor=format_state))
        return columns
