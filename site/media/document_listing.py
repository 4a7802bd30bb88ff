"""The list of documents in the editing screens, with how far the reading of each is."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import IndexView

from media.models import PdfFacts


def describe(document) -> str:
    """Return the state of a document in a few words, and whether it is accessible."""
    facts = getattr(document, "pdf_facts", None)
    if facts is None:
        return PdfFacts.State.WAITING.label
    if facts.state == PdfFacts.State.READ and not facts.tagged:
        return _("read; not accessible")
    return facts.get_state_display()


class DocumentListing(IndexView):
    """Wagtail's list with one more column."""

    def get_base_queryset(self):
        """Fetch the facts along."""
        return super().get_base_queryset().select_related("pdf_facts")

    @cached_property
    def columns(self):
        """Put the state before the usage."""
        columns = super().columns
        columns.insert(len(columns) - 1, Column("pdf", label=_("Text"), accessor=describe))
        return columns
