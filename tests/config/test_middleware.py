"""Headers of every public response, by the rules of MDN's Observatory, and of the editing screens."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from tests import factories
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
BEHIND_TLS = {"X-Forwarded-Proto": "https"}


@pytest.fixture
def addresses(home):
    case = factories.CasePageFactory(hero_image=factories.SiteImageFactory())
    report = factories.ReportPageFactory(pdf=factories.SiteDocumentFactory())
    picture = case.hero_image.get_rendition("width-20|format-webp").url
    return ["/", case.url, report.url, report.pdf.url, picture, "/zoeken/", "/themas/", "/contact/", "/nergens/", "/sitemap.xml",
            "/robots.txt", "/.well-known/security.txt", "/-/alive", "/-/ready", "/covers/case-1.svg", "/beheer/login/"]  # fmt: skip


def policy(response) -> dict:
    """Return the content security policy as {directive: sources}."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";") if part.strip()]
    return {part[0]: part[1:] for part in parts}


def test_every_public_response(client, addresses):
    for address in addresses:
        response = client.get(address, headers=BEHIND_TLS)
        assert response["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload", address
        assert response["X-Content-Type-Options"] == "nosniff", address
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin", address
        assert response["Cross-Origin-Resource-Policy"] == "same-origin", address
        assert response["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert "geolocation=()" in response["Permissions-Policy"], address
        assert "Server" not in response and "X-Powered-By" not in response, address
        rules = policy(response)
        assert rules["default-src"] == ["'none'"], address
        if not address.startswith("/beheer/"):
            assert rules["frame-ancestors"] == rules["base-uri"] == ["'none'"] and rules["form-action"] == ["'self'"], (
                address
            )
            unsafe = [
                source
                for sources in rules.values()
                for source in sources
                if "unsafe" in source or source in {"*", "https:", "data:"}
            ]
            assert unsafe == ([] if not address.endswith(".pdf") else ["'unsafe-inline'"]), address
            assert not response.cookies, address


def test_no_hsts_over_plain_http(client, home):
    assert "Strict-Transport-Security" not in client.get("/")


def test_word_of_a_stranger_about_tls_is_not_believed(client, home):
    assert "Strict-Transport-Security" not in client.get("/", headers=BEHIND_TLS, REMOTE_ADDR="203.0.113.5")


def test_player_hosts_only_where_a_video_stands(client, home):
    video = ("video", {"title": "Avond", "url": "https://vimeo.com/76979871", "poster": None, "duration": ""})
    with_video, without = factories.CasePageFactory(body=[video]), factories.CasePageFactory()
    assert policy(client.get(with_video.url))["frame-src"] == [
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
    ]
    assert policy(client.get(without.url))["frame-src"] == ["'none'"]
    episode = factories.EpisodePageFactory(**recorded(recording_url="https://vimeo.com/76979871"))
    assert "https://player.vimeo.com" in policy(client.get(episode.url))["frame-src"]


def test_no_inline_script_or_style_on_public_pages(client, addresses):
    for address in addresses:
        response = client.get(address)
        if response.streaming or "html" not in response["Content-Type"]:
            continue
        html = response.content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", html), address
        scripts = re.findall(r"<script([^>]*)>", html)
        assert all("src=" in script or "application/ld+json" in script for script in scripts), address


def test_editing_screens_have_their_own_policy_and_are_not_kept(student):
    response = student.get("/beheer/")
    rules = policy(response)
    assert rules["default-src"] == ["'none'"] and rules["frame-ancestors"] == ["'self'"]
    assert "no-store" in response["Cache-Control"]
    assert not any("gravatar" in line or "releases.wagtail" in line for line in response.content.decode().splitlines())


@override_settings(ALLOWED_HOSTS=["stadskennis.example", "localhost"])
def test_plain_http_is_sent_to_https_but_for_this_machine(client, home):
    response = client.get("/zoeken/?q=x", headers={"Host": "stadskennis.example"})
    assert (response.status_code, response["Location"]) == (301, "https://stadskennis.example/zoeken/?q=x")
    assert client.get("/", headers={"Host": "localhost"}).status_code == 200


def test_deploy_check_has_no_warnings(monkeypatch):
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    with override_settings(
        SESSION_COOKIE_SECURE=True,
        CSRF_COOKIE_SECURE=True,
        SECRET_KEY="".join(chr(48 + (7 * n) % 70) for n in range(70)),
    ):
        call_command("check", "--deploy", "--fail-level", "WARNING")


def test_pages_are_compressed(client, home):
    response = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"


def test_session_cookie_is_for_editors_and_hidden_from_scripts():
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"
