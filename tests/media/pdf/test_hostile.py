"""Hostile PDFs: each ends in a clear state, within bounds; neither worker nor site falls over."""

import subprocess
import sys
import time

import pytest
from django.core.files.base import ContentFile

from media import child_process
from media.models import SiteDocument
from media.pdf import reader
from tests import factories
from tests.media.pdf.hostile import CASES
from tests.media.uploads.test_validation import post_document

pytestmark = pytest.mark.django_db
MEGABYTE = 1024  # in the unit of ru_maxrss


@pytest.mark.parametrize("name", CASES)
def test_reading_ends_in_a_clear_state(home, work, name):
    make, states = CASES[name]
    document = SiteDocument.objects.create(title=name, file=ContentFile(make(), name=f"{name}.pdf"))
    before = time.monotonic()
    work()
    assert time.monotonic() - before < child_process.TIMEOUT + 10
    document = SiteDocument.objects.get(pk=document.pk)
    assert document.pdf_facts.state in states, document.pdf_facts.state
    assert document.pdf_facts.pages.exists() is (document.pdf_facts.state == "read")


def peak_of(file) -> int:
    """Return the most memory (kB) that reading a file takes, asked of a small process that does nothing else."""
    words = "import resource, subprocess, sys; subprocess.run([sys.executable, '-I', *sys.argv[1:]], stdin=sys.stdin,"
    words += "stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)\n"
    words += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    command = [sys.executable, "-c", words, str(reader.WORKER)]
    return int(subprocess.run(command, stdin=file, capture_output=True, check=True).stdout)


@pytest.mark.parametrize("name", ["bomb", "bomb-in-bomb", "100000-objects", "huge-image", "500-pages"])
def test_memory_stays_within_its_limit(tmp_path, name):
    path = tmp_path / "x.pdf"
    path.write_bytes(CASES[name][0]())
    with path.open("rb") as file:
        assert peak_of(file) < 256 * MEGABYTE


@pytest.mark.parametrize("name", ["zero-bytes", "html", "noise", "truncated", "locked", "5000-pages", "negative-count"])
def test_upload_is_refused_with_a_reason(student, name):
    response = post_document(student, f"{name}.pdf", CASES[name][0]())
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not SiteDocument.objects.exists()


def test_locked_file_is_called_locked(student):
    response = post_document(student, "slot.pdf", CASES["locked"][0]())
    assert "op slot" in str(response.context["form"].errors["file"])


def test_page_with_a_broken_pdf_is_shown(client, home, work):
    document = SiteDocument.objects.create(title="Stuk", file=ContentFile(CASES["noise"][0](), name="noise.pdf"))
    report = factories.ReportPageFactory(pdf=document)
    work()
    html = client.get(report.url).content.decode()
    assert (
        "Een computer kan de tekst van deze pdf niet lezen" in html and document.url in html and 'id="p-1"' not in html
    )


def test_500_pages_weigh_little_and_each_has_its_address(client, home, work):
    content = CASES["500-pages"][0]()
    document = SiteDocument.objects.create(title="Boek", file=ContentFile(content, name="boek.pdf"))
    report = factories.ReportPageFactory(pdf=document)
    work()
    html = client.get(report.url).content.decode()
    assert all(f'id="p-{number}"' in html for number in (1, 250, 500))
