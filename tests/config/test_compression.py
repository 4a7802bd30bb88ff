"""Texts are compressed; PDFs, recordings and pictures keep their length, their tag and their ranges."""

import brotli
import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse, HttpResponseNotModified

from config.middleware import TextCompressionMiddleware, is_text
from tests import factories
from tests.documents import make_pdf
from tests.recordings import recorded

GZIP = {"Accept-Encoding": "gzip, br"}


@pytest.fixture
def files(home):
    """Addresses of a public PDF, recording and picture."""
    pdf = factories.SiteDocumentFactory(title="Stuk", file=ContentFile(make_pdf(["Woord " * 200]), name="stuk.pdf"))
    report = factories.ReportPageFactory(
        pdf=pdf, hero_image=factories.SiteImageFactory(file=factories.make_image_file("beeld.png", size=(640, 480)))
    )
    entry = factories.EpisodePageFactory(**recorded())
    picture = report.hero_image.get_rendition("width-600|format-png")
    return [pdf.url, entry.recording_file.url, picture.url]


@pytest.mark.django_db
def test_files_are_served_as_they_are(client, files):
    for path in files:
        plain, packed = client.get(path), client.get(path, headers=GZIP)
        data = b"".join(plain)
        assert b"".join(packed) == data and int(packed["Content-Length"]) == len(data) > 200, path
        assert packed["ETag"] == plain["ETag"] and packed["ETag"].startswith('"'), path
        assert not packed.has_header("Content-Encoding"), path
        assert "Accept-Encoding" not in packed.get("Vary", ""), path
        head = client.head(path, headers=GZIP)
        assert (head.status_code, head["Content-Length"], head["Accept-Ranges"]) == (200, str(len(data)), "bytes")
        part = client.get(path, headers={**GZIP, "Range": "bytes=5-204", "If-Range": packed["ETag"]})
        assert (part.status_code, part["Content-Range"]) == (206, f"bytes 5-204/{len(data)}")
        assert b"".join(part) == data[5:205] and part["Content-Length"] == "200"
        for known in (packed["ETag"], f"W/{packed['ETag']}", f'"x", {packed["ETag"]}', "*"):
            assert client.get(path, headers={**GZIP, "If-None-Match": known}).status_code == 304, (path, known)
        past = client.get(path, headers={**GZIP, "Range": f"bytes={len(data)}-"})
        assert (past.status_code, past["Content-Range"]) == (416, f"bytes */{len(data)}")


@pytest.mark.django_db
def test_texts_are_compressed(client, home):
    factories.CasePageFactory()  # an empty feed is dated now
    for path in ("/", "/sitemap.xml", "/feeds/alles.xml", "/covers/case-1.svg"):
        plain, packed = client.get(path), client.get(path, headers=GZIP)
        assert packed["Content-Encoding"] == "br" and "Accept-Encoding" in packed["Vary"], path
        assert brotli.decompress(packed.content) == plain.content and len(packed.content) < len(plain.content), path


@pytest.mark.parametrize(
    ("kind", "text"),
    [("text/html; charset=utf-8", True), ("application/atom+xml", True), ("text/calendar", True), ("image/svg+xml", True),
     ("application/ld+json", True), ("text/vtt", True), ("application/pdf", False), ("audio/mpeg", False), ("image/png", False),
     ("application/zip", False), ("application/octet-stream", False), ("font/woff2", False), ("", False),
     ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False)],
)  # fmt: skip
def test_kinds_of_text(kind, text):
    assert is_text(kind) is text


def test_not_modified_has_the_tag_of_the_compressed_text(rf):
    make = lambda request: HttpResponseNotModified(headers={"ETag": '"a"'})  # noqa: E731
    weak = TextCompressionMiddleware(make)(rf.get("/", headers={**GZIP, "If-None-Match": 'W/"a"'}))
    strong = TextCompressionMiddleware(make)(rf.get("/", headers={**GZIP, "If-None-Match": '"a"'}))
    assert (weak["ETag"], weak["Vary"], strong["ETag"]) == ('W/"a"', "Accept-Encoding", '"a"')


def test_part_of_a_text_is_not_compressed(rf):
    part = HttpResponse("a" * 500, status=206, content_type="text/plain", headers={"Content-Range": "bytes 0-499/900"})
    assert "Content-Encoding" not in TextCompressionMiddleware(lambda request: part)(rf.get("/", headers=GZIP)).headers


@pytest.mark.parametrize(("kind", "encoding"), [("image/png", ""), ("application/pdf", ""), ("text/html", "gzip")])
def test_what_is_drawn_on_the_fly_is_compressed_when_it_is_text(rf, kind, encoding):
    """Such as pictures for sharing and posters: they are no files, and promise no ranges."""
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})
    response = TextCompressionMiddleware(lambda _request: HttpResponse(b"woorden " * 500, content_type=kind))(request)
    assert response.get("Content-Encoding", "") == encoding
