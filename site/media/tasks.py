"""Background work of files: reading PDFs."""

from django_tasks import task


@task()
def read_pdf(pk: int) -> str:
    """Read the PDF of one document, unless that is done; return the state."""
    from media import pdf  # noqa: PLC0415 -- tasks are found before the models are ready
    from media.models import PdfFacts, SiteDocument  # noqa: PLC0415 -- tasks are found before the models are ready

    document = SiteDocument.objects.filter(pk=pk).first()
    if document is None or not document.file:
        return "gone"
    pdf.ask(document)
    waiting = PdfFacts.objects.filter(document=document, state=PdfFacts.State.WAITING).exists()
    return str(pdf.read(document).state) if waiting else "done"


@task()
def read_waiting() -> int:
    """Queue every document that still waits, or of which nothing is known; run when a worker starts."""
    from media.models import PdfFacts, SiteDocument  # noqa: PLC0415 -- tasks are found before the models are ready

    waiting = SiteDocument.objects.filter(pdf_facts=None).union(
        SiteDocument.objects.filter(pdf_facts__state=PdfFacts.State.WAITING)
    )
    pks = [document.pk for document in waiting]
    for pk in pks:
        read_pdf.enqueue(pk)
    return len(pks)
