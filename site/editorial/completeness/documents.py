"""Documents of an entry: a summary for who cannot read the PDF, and what is wrong with the file."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from core.blocks.media import DocumentBlock
from core.entries.documents import find_documents
from core.entries.findings import Finding
from editorial.completeness.contents import first_fields, iterate_leaves
from media.pdf.messages import find_faults


def check_documents(entry) -> Iterator[Finding]:
    """Yield what the documents of an entry lack."""
    for fault in entry.get_faults():
        yield Finding("summary", str(fault), "summary" if hasattr(entry, "summary") else "")
    for leaf in iterate_leaves(entry):
        if isinstance(leaf.block, DocumentBlock) and leaf.value and not (leaf.value.get("text") or "").strip():
            document = leaf.value.get("document")
            text = _("“%(name)s” has no line that says what is in it.") % {
                "name": document.title if document else "PDF"
            }
            yield Finding("summary", text, first_fields(leaf.path))
    for item in find_documents(entry):
        url = reverse("wagtaildocs:edit", args=[item.document.pk])
        for fault in find_faults(item.facts, item.document.language):
            yield Finding("document", f"{item.document.title}: {fault}", url=url)
        if not item.document.maker.strip():
            text = _("It is not known who made “%(name)s”.") % {"name": item.document.title}
            yield Finding("maker", text, url=url)
