"""What changes in a file that only a draft uses is not found by readers; what a public page uses stays as it was."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.documents import make_pdf
from tests.media.public_use import world
from tests.publishing import publish

pytestmark = pytest.mark.django_db
SECRET = "xylofoon"


def replace_text(client, document):
    """Upload another PDF with the secret word in the place of a document's file."""
    upload = SimpleUploadedFile("anders.pdf", make_pdf([f"Over {SECRET} in de sloot"]), "application/pdf")
    return client.post(f"/beheer/documents/edit/{document.pk}/", world.texts("document", file=upload, title=SECRET))


def count_hits(client) -> str:
    """Return what the results page says of the number of hits."""
    return client.get("/zoeken/", {"q": SECRET}).content.decode().partition('data-count="')[2].partition('"')[0]


def test_words_of_a_file_that_a_draft_uses_are_not_found(student, client, work):
    document = factories.SiteDocumentFactory(uploaded_by_user=student.user)
    case = factories.CasePageFactory(publish=False)
    live = factories.CasePageFactory(owner=student.user)
    case.body = live.body = [("document", {"document": document, "text": ""})]
    case.save_revision()
    live.save_revision(user=student.user)
    assert replace_text(student, document).status_code == 302
    work()
    assert count_hits(client) == "0"
    publish(case)
    work()
    assert count_hits(client) == "1"


def test_words_put_into_a_file_of_a_public_page_are_not_found(student, client, work):
    document = factories.SiteDocumentFactory(uploaded_by_user=student.user)
    case = factories.CasePageFactory(body=[("document", {"document": document, "text": ""})])
    work()
    before = client.get(case.url).content
    assert replace_text(student, document).status_code == 403
    work()
    assert count_hits(client) == "0"
    assert client.get(case.url).content == before
