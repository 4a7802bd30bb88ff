"""Names of files in any script stay readable, short and harmless; their files are accepted and found again."""

import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from media.models import SiteDocument
from media.uploads.file_names import clean_name
from tests.documents import make_pdf
from tests.media.uploads.test_validation import post_document


@given(st.text(max_size=400))
def test_clean_name_is_plain_and_short(name):
    cleaned = clean_name(name)
    assert 0 < len(cleaned) <= 100 and len(cleaned.encode()) <= 200
    assert not set(cleaned) & set("/\\\0\u202e\u200f\n\r\"'<>:?* ")
    assert ".." not in cleaned and cleaned.count(".") <= 1 and not cleaned.startswith((".", "-"))
    assert clean_name(cleaned) == cleaned and default_storage.get_valid_name(cleaned) == cleaned


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Отчёт 2026.pdf", "Отчёт-2026.pdf"),
        ("報告書.pdf", "報告書.pdf"),
        ("تقرير.PDF", "تقرير.pdf"),
        ("हिन्दी.pdf", "हिन्दी.pdf"),
        ("naam met é.png", "naam-met-e.png"),
        ("Øresund łódź straße.jpg", "Oresund-lodz-strasse.jpg"),
        ("😀.mp3", "bestand.mp3"),
        ("C:\\fakepath\\foto.heic", "foto.heic"),
        ("a/../../b.png", "b.png"),
        ("x.php.png", "x-php.png"),
        ("rechts\u202egnp.exe", "rechts-gnp.exe"),
    ],
)
def test_names_in_any_script(name, cleaned):
    assert clean_name(name) == cleaned


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Отчёт.pdf", "報告.pdf", "हिन्दी.pdf"])
def test_document_in_any_script_is_accepted_and_keeps_its_name(student, name):
    assert post_document(student, name, make_pdf(["Bladzijde"])).status_code == 302
    document = SiteDocument.objects.get()
    assert document.filename == name
    response = student.get(document.url)
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response["Content-Disposition"].isascii() and response["Content-Disposition"].startswith(
        "inline; filename*=UTF-8''%"
    )
