"""The kit at the address of an event: for everybody who may read the event, in both languages, as it is now."""

import io
import re
import zipfile
from datetime import timedelta

import pytest
from django.utils import timezone
from PIL import Image
from wagtail.models import PageViewRestriction

from core.models import Contribution
from directory.models import Person
from talkshows.kit import store
from talkshows.models import Consent
from tests import factories
from tests.publishing import publish
from tests.query_counts import count_queries
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Each test keeps its files by itself."""
    settings.VAR_DIR = tmp_path


@pytest.fixture
def event(home):
    return factories.EpisodePageFactory(
        title="Samenleven", venue="Buurthuis Laak", signup_url="https://partner.example/kom"
    )


def read(client, url: str) -> str:
    return client.get(url).content.decode()


def test_page_has_files_texts_and_embeds_and_draws_nothing(client, event, tmp_path):
    response = client.get(f"{event.url}kit/")
    html = response.content.decode()
    assert response.status_code == 200 and response["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in html and 'rel="canonical"' not in html
    for said in ("poster-a3.pdf?v=", "poster-a4.pdf?v=", "card.png?v=", "square.png?v=", "story.png?v=", "kit/kit.zip",
                 "kit/text.txt", "Je bent welkom bij", "Over een week is het zover", "&lt;iframe", "&lt;article", "agenda.ics"):  # fmt: skip
        assert said in html, said
    assert html.count("data-copy-from") == html.count("<pre ") > 15
    assert not (tmp_path / "kit").exists() and not response.cookies


def test_page_of_the_event_leads_to_its_kit_and_shows_its_card(client, event):
    html = read(client, event.url)
    assert f'href="{event.url}kit/"' in html
    card = re.search(r'<meta property="og:image" content="([^"]+)"', html)[1].replace("&amp;", "&")
    response = client.get(card.removeprefix("http://testserver").removeprefix("http://127.0.0.1:8000"))
    assert response.status_code == 200, card
    assert Image.open(io.BytesIO(response.content)).size == (1200, 630)
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert re.search(r'og:image:alt" content="Talkshow: Samenleven[^"]*Buurthuis Laak', html)


def test_new_date_gives_new_files_and_old_addresses_lead_there(client, event):
    old = re.search(r'href="([^"]+card.png[^"]+)"', read(client, f"{event.url}kit/"))[1]
    before = client.get(old)
    event.start += timedelta(days=7)
    event.end += timedelta(days=7)
    publish(event)
    led = client.get(old)
    assert led.status_code == 302 and led["Location"] != old
    after = client.get(led["Location"])
    assert after.status_code == 200 and after.content != before.content and after["ETag"] != before["ETag"]
    assert client.get(f"{event.url}kit/card.png").content == after.content
    kept = list((store.get_folder() / str(event.translation_key)).glob("nl-*"))
    assert len(kept) == 1  # the old version is gone from the disk


def test_file_is_drawn_once_and_answered_with_304(client, event, monkeypatch, tmp_path):
    url = f"{event.url}kit/card.png"
    first = client.get(url)
    assert first.content.startswith(PNG) and first["Cache-Control"] == "no-cache"
    monkeypatch.setattr("talkshows.kit.drawing.WORKER", tmp_path / "missing.py")  # nothing can be drawn any more
    assert client.get(url).content == first.content
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_moved_event_takes_its_kit_along(client, event, django_capture_on_commit_callbacks):
    old = event.url
    event.slug = "anders"
    with django_capture_on_commit_callbacks(execute=True):
        publish(event)
    for name in ("kit/", "kit/card.png", "kit/text.txt", "kit/kit.zip", "embed/"):
        response = client.get(f"{old}{name}")
        assert response.status_code == 301 and response["Location"].endswith(f"/anders/{name}"), name


def test_what_is_not_public_has_no_kit(client, home):
    draft = factories.EpisodePageFactory(publish=False)
    private, planned = factories.EpisodePageFactory(), factories.EpisodePageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    type(planned).objects.filter(pk=planned.pk).update(go_live_at=timezone.now() + timedelta(days=1))
    for event in (draft, private, planned):
        for name in ("kit/", "kit/poster-a4.pdf", "kit/card.png", "kit/text.txt", "kit/kit.zip", "embed/"):
            assert client.get(f"{event.url}{name}").status_code == 404, (event.slug, name)


def test_kit_is_of_events_alone(client, home):
    report = factories.ReportPageFactory()
    for name in ("kit/", "kit/card.png", "kit/text.txt", "kit/kit.zip", "embed/"):
        assert client.get(f"{report.url}{name}").status_code == 404
    agenda = factories.GatheringPageFactory(title="Kit", slug="kit").get_parent()
    assert "Kit" in read(client, f"{agenda.url}kit/") and client.get(f"{agenda.url}kit/kit/").status_code == 200
    assert client.post(f"{agenda.url}kit/kit/").status_code == 405


def test_both_languages(client, event):
    english = read(client, f"{event.url}kit/?language=en")
    assert "You are welcome at" in english and "card.png?language=en&amp;v=" in english
    assert client.get(f"{event.url}kit/?language=xx").status_code == 404
    assert "alleen in het Nederlands" in english  # the page around it is that of the Dutch event
    dutch = read(client, f"{event.url}kit/")
    assert "Korte versie in het Engels" in dutch and event.lead in dutch and event.lead not in english
    translated = publish_english_copy(event, "Living together")
    html = read(client, f"{translated.url}kit/")
    assert "The language is Dutch." in read(client, f"{translated.url}embed/")
    assert "Language: Dutch" in html and "in Dutch alone" not in html
    assert "You are welcome at “Living together”" in html and f'href="{event.url}kit/"' in html
    assert f'href="{translated.url}kit/"' in read(client, f"{event.url}kit/")


def test_zip_holds_everything_in_both_languages(client, event):
    response = client.get(f"{event.url}kit/kit.zip")
    assert response["Content-Type"] == "application/zip"
    names = {
        "poster-a3.pdf",
        "poster-a4.pdf",
        "poster-a3-bleed.pdf",
        "card.png",
        "square.png",
        "story.png",
        "text.txt",
        "alt.txt",
        "embed.html",
    }
    with zipfile.ZipFile(io.BytesIO(response.content)) as files:
        assert set(files.namelist()) == {f"{code}/{name}" for code in ("nl", "en") for name in names} | {"agenda.ics"}
        assert "You are welcome at" in files.read("en/text.txt").decode()
        assert b"BEGIN:VEVENT" in files.read("agenda.ics")
    assert client.get(f"{event.url}kit/kit.zip", headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_cancelled_kit_says_so(client, event):
    event.cancelled, event.cancelled_reason = True, "De zaal is dicht."
    publish(event)
    for url in (f"{event.url}kit/", f"{event.url}kit/text.txt", f"{event.url}embed/"):
        said = read(client, url)
        assert "gaat niet door" in said.lower() and "De zaal is dicht." in said, url
        assert "partner.example" not in said, url


def test_guests_who_may_not_be_named_stay_out(client, event):
    people = {
        name: Person.objects.create(name=name, consent=name != "Karel Stil", locale=event.locale)
        for name in ("Fatma Open", "Karel Stil", "Wim Weg")
    }
    for name, person in people.items():
        Contribution.objects.create(page=event, role="guest", person=person, name=name)
    Contribution.objects.create(page=event, role="guest", name="Bea Zonder", note="bewoner")
    Consent.objects.create(
        entry_key=event.translation_key, person=people["Wim Weg"], name="Wim Weg", withdrawn_at=timezone.now()
    )
    said = read(client, f"{event.url}kit/text.txt")
    assert "Fatma Open" in said and "Bea Zonder (bewoner)" in said
    assert "Karel Stil" not in said and "Wim Weg" not in said


def test_frame_may_stand_on_other_sites_and_nothing_else_may(client, event):
    response = client.get(f"{event.url}embed/")
    html = response.content.decode()
    assert "frame-ancestors *" in response["Content-Security-Policy"] and "X-Frame-Options" not in response
    assert "Buurthuis Laak" in html and "https://partner.example/kom" in html and "<script" not in html
    other = client.get(f"{event.url}kit/")
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"] and other["X-Frame-Options"] == "DENY"
    assert not response.cookies


def test_busy_machine_says_later(client, event, monkeypatch):
    monkeypatch.setattr("talkshows.kit.drawing.PLACES", 0)
    monkeypatch.setattr("talkshows.kit.drawing.PATIENCE", 0)
    response = client.get(f"{event.url}kit/card.png")
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_queries_do_not_grow_with_guests(client, event):
    url = f"{event.url}kit/"
    Contribution.objects.create(page=event, role="guest", name="A")
    one, _texts = count_queries(client, url)
    for name in ("B", "C"):
        Contribution.objects.create(page=event, role="guest", name=name)
    three, texts = count_queries(client, url)
    assert three <= one, texts
