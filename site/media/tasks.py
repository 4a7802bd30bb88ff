"""Background tasks: reading PDFs, and deleting the kept files of forms that nobody sent again."""

from django_tasks import task

from media.models import PdfFacts, SiteDocument
from media.pdf import reader
from media.uploads import kept


@task()
def read_pdf(pk: int) -> str:
    """Read the PDF of a document unless that is done; return its state, `gone` or `done`."""
    document = SiteDocument.objects.filter(pk=pk).first()
    if document is None or not document.file:
        return "gone"
    reader.register_file(document)
    waiting = PdfFacts.objects.filter(document=document, state=PdfFacts.State.WAITING).exists()
    return str(reader.read(document).state) if waiting else "done"


@task()
def read_waiting() -> int:
    """Enqueue `read_pdf` for every unread document; runs when a worker starts. Return how many."""
    waiting = SiteDocument.objects.filter(pdf_facts=None).union(
        SiteDocument.objects.filter(pdf_facts__state=PdfFacts.State.WAITING)
    )
    pks = [document.pk for document in waiting]
    for pk in pks:
        read_pdf.enqueue(pk)
    return len(pks)


@task()
def drop_expired_uploads() -> int:
    """Delete kept uploads that are too old; runs when a worker starts. Return how many."""
    return kept.drop_expired()
