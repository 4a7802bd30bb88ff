"""Every kind of public response by the rules of MDN's Observatory, behind TLS: the figures of docs/security.md."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings

from tests import factories
from tests.config.observatory import score
from tests.publishing import publish

pytestmark = pytest.mark.django_db
HOST = "stadskennis.example"
ROOT = Path(__file__).resolve().parents[2]
HTTPS = {
    "ALLOWED_HOSTS": [HOST], "SITE_URL": f"https://{HOST}", "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-sessionid", "CSRF_COOKIE_NAME": "__Host-csrftoken",
}  # fmt: skip


@pytest.fixture
def addresses(home, tmp_path, settings):
    """Return {kind of response: (address, status)}."""
    (tmp_path / "proef.css").write_text("p{}", encoding="utf-8")
    settings.STATIC_ROOT, settings.WHITENOISE_AUTOREFRESH = tmp_path, True
    case = factories.CasePageFactory(hero_image=factories.SiteImageFactory())
    video = ("video", {"title": "Avond", "url": "https://vimeo.com/76979871", "poster": None, "duration": ""})
    report, gone = factories.ReportPageFactory(pdf=factories.SiteDocumentFactory()), factories.CasePageFactory()
    moved = factories.CasePageFactory(slug="oud-adres")
    old = moved.url
    moved.slug = "nieuw-adres"
    with TestCase.captureOnCommitCallbacks(execute=True):
        publish(moved)
    gone.unpublish()
    picture = case.hero_image.get_rendition("width-20|format-webp").url
    return {
        "home": ("/", 200), "entry": (case.url, 200), "entry with video": (factories.CasePageFactory(body=[video]).url, 200),
        "listing": (case.get_parent().url, 200), "search": ("/zoeken/?q=wijk", 200), "directory": ("/themas/", 200),
        "contact form": ("/contact/", 200), "404": ("/nergens/", 404), "410": (gone.url, 410), "redirect": (old, 301),
        "wrong request": ("/%00/", 400), "picture": (picture, 200), "PDF": (report.pdf.url, 200), "drawn cover": ("/covers/case-1.svg", 200),
        "feed": ("/feeds/alles.xml", 200), "sitemap": ("/sitemap.xml", 200), "robots.txt": ("/robots.txt", 200),
        "security.txt": ("/.well-known/security.txt", 200), "favicon": ("/favicon.ico", 302), "json": ("/-/ready", 200),
        "text": ("/-/alive", 200), "static": ("/static/proef.css", 200), "login": ("/beheer/login/", 200),
    }  # fmt: skip


def measure(addresses) -> dict[str, int]:
    found = {}
    for name, (address, status) in addresses.items():
        response = Client(headers={"host": HOST}).get(address, headers={"X-Forwarded-Proto": "https"})
        assert response.status_code == status, (name, response.status_code)
        plain = Client(headers={"host": HOST}).get(address)
        if address.startswith("/-/"):  # the probes answer inside, without a redirect
            plain = HttpResponse(status=301, headers={"Location": f"https://{HOST}/"})
        body = b"".join(response) if response.streaming else response.content
        found[name] = score(response, plain, HOST, body.decode("utf-8", "ignore"))
    return found


@override_settings(**HTTPS)
def test_every_kind_of_response_scores_as_the_docs_say(addresses):
    found = measure(addresses)
    assert min(found.values()) >= 120
    assert {name for name, points in found.items() if points < 130} == {"PDF", "login"}
    docs = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    table = {name.strip(): int(points) for name, points in re.findall(r"^\| ([^|]+) \| (\d+) \|", docs, re.MULTILINE)}
    assert table == found


@pytest.mark.parametrize(
    ("headers", "points"),
    [({}, 25), ({"Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'"}, 75),
     ({"Content-Security-Policy": "default-src *", "X-Frame-Options": "DENY"}, 55)],
)  # fmt: skip
def test_bad_response_scores_badly(headers, points):
    """The rules themselves: what lacks everything is far below what is asked."""
    plain = HttpResponse(status=301, headers={"Location": f"https://{HOST}/"})
    bad = HttpResponse("<script src=//evil.example/x.js></script>" if not headers else "", headers=headers)
    body = bad.content.decode() if not headers else ""
    assert score(bad, plain, HOST, body) <= points
