"""Consent taken back: nothing of the guest is readable anywhere, within one request, in every language and version.

A further surface is one line in `surfaces()`.
"""

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from talkshows.captions.parser import parse
from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.documents import make_pdf
from tests.publishing import publish
from tests.recordings import FILES, SiteMediaFactory, make_tracks, recorded
from tests.translations import translate

pytestmark = pytest.mark.django_db
WORDS = ["zonnebloemen", "sunflowers", "bewonersavond", "Fatima", "Amrani"]


@pytest.fixture(scope="module")
def made(module_db):
    """A Dutch and an English page of one recording with a guest who agreed, all in the index."""
    photo = factories.SiteImageFactory()
    person = factories.PersonFactory(name="Fatima El Amrani", slug="fatima-el-amrani", photo=None)
    body = [("text", "<h2>De gast</h2><p>Fatima El Amrani vertelt.</p>")]
    page = factories.EpisodePageFactory(title="Samenleven", body=body, hero_image=photo, **recorded())
    page.contributions.create(person=person, role="guest")
    publish(page)
    english = translate(page)
    english.title = "Living together"
    publish(english)
    consent = Consent.objects.create(
        entry_key=page.translation_key, person=person, name=person.name, also_called="Fatima", agreed="Beeld en stem.", picture=photo,
    )  # fmt: skip
    publish(page)
    factories.do_work()
    return {"page": page, "english": english, "consent": consent, "person": person, "photo": photo}


@pytest.fixture
def world(made, db):
    """What the file made, as its rows are now."""
    return {name: type(thing).objects.get(pk=thing.pk) for name, thing in made.items()}


def surfaces(world) -> list[str]:
    """Return the addresses on which words or the name of the guest might stand."""
    page, english = world["page"], world["english"]
    files = [
        f"/media/captions/{one.pk}/{name}"
        for one in (page, english)
        for name in ("nl.vtt", "en.vtt", "nl.txt", "en.txt")
    ]
    return [
        page.url, english.url, f"{page.url}?t=95", f"{english.url}?t=95", *files,
        "/", "/en/", page.get_parent().url, "/agenda/", "/sitemap.xml", "/feeds/alles.xml", "/en/feeds/all.xml",
        "/zoeken/?q=zonnebloemen", "/zoeken/?q=bewonersavond", "/en/search/?q=sunflowers", "/zoeken/?q=Amrani", "/zoeken/?q=wat",
        "/feeds/podcast.xml", "/en/feeds/podcast.xml", "/zoeken/feed/?q=zonnebloemen", "/en/search/feed/?q=sunflowers",
        "/zoeken/resultaten.csv?q=zonnebloemen", "/en/search/results.ris?q=sunflowers",
        "/zoeken/suggesties/?q=amra", "/en/search/suggestions/?q=fatima", "/agenda/agenda.ics", f"{page.url}agenda.ics",
        f"{page.url}chapters.json", f"/media/captions/{page.pk}/chapters.vtt",
    ]  # fmt: skip


def leaks(client, world) -> list[tuple[str, str]]:
    """Return (address, word) of everything of the guest that can be read."""
    found = []
    for url in surfaces(world):
        response = client.get(url, follow=True)
        query = url.partition("?q=")[2]
        text = response.content.decode()
        found += [(url, word) for word in WORDS if word != query and word in text]
        shown = text.partition('<article class="hit"')[2]  # above it stands what was asked
        if query in WORDS and re.search(rf"<mark>[^<]*{query}", shown, re.IGNORECASE):
            found.append((url, query))
    return found


def withdraw(world, action="withdraw"):
    """Withdraw, or give again by `restore`, as the chief editor does."""
    client = sign_in(factories.UserFactory(CHIEF_EDITOR))
    url = reverse("withdraw_consent", args=[world["consent"].pk])
    assert client.post(url, {"action": action}).status_code == 302


def test_the_words_can_be_found_before(client, world):
    told = {url for url, _word in leaks(client, world)}
    assert {
        world["page"].url,
        world["english"].url,
        "/zoeken/?q=zonnebloemen",
        "/en/search/?q=sunflowers",
        "/zoeken/?q=Amrani",
    } <= told
    assert {url for url in surfaces(world) if url.endswith((".vtt", ".txt")) and "chapters" not in url} <= told
    assert world["page"].title in client.get(world["person"].get_absolute_url()).text


def test_nothing_is_left_after_one_request(client, world):
    files = [world["page"].recording_file.url, world["photo"].get_rendition("width-64|format-webp").url]
    assert [client.get(url).status_code for url in files] == [200, 200]
    withdraw(world)
    assert leaks(client, world) == []
    assert [client.get(url).status_code for url in files] == [410, 410]
    assert [client.get(url, headers={"Range": "bytes=0-9"}).status_code for url in files] == [410, 410]
    for page in (world["page"], world["english"]):
        for name in ("nl.vtt", "en.txt", "chapters.vtt"):
            assert client.get(f"/media/captions/{page.pk}/{name}").status_code == 410
    html = client.get(world["page"].url).text
    assert "<video" not in html and "Je kunt deze opname nu niet afspelen" in html and "naam weggehaald" in html
    assert world["page"].title not in client.get(world["person"].get_absolute_url()).text


def test_who_stands_under_another_entry_is_still_suggested(client, world):
    withdraw(world)
    assert client.get("/zoeken/suggesties/?q=amra").json()["suggestions"] == []
    article = factories.ArticlePageFactory()
    article.contributions.create(person=world["person"], role="author")
    publish(article)
    assert [one["label"] for one in client.get("/zoeken/suggesties/?q=amra").json()["suggestions"]] == [
        world["person"].name
    ]


def test_nothing_comes_back_with_the_index(client, world, work):
    withdraw(world)
    work()
    assert leaks(client, world) == []
    said = " ".join(passage.text for passage in EpisodePage.objects.get(pk=world["page"].pk).get_passages())
    assert not any(word in said for word in WORDS)


def test_the_name_goes_from_the_words_of_a_document(client, world, work):
    page, file = world["page"], ContentFile(make_pdf(["Het verhaal van Fatima El Amrani"]), name="verhaal.pdf")
    page.body = [("document", {"document": factories.SiteDocumentFactory(title="Verslag", file=file), "text": ""})]
    publish(page)
    work()
    assert "Het verhaal van Fatima El Amrani" in client.get(page.url).text
    withdraw(world)
    html = client.get(page.url).text
    assert "Het verhaal van [naam weggehaald]" in html and "Amrani" not in html


def test_a_date_that_passes_needs_no_task(client, world):
    Consent.objects.filter(pk=world["consent"].pk).update(until=timezone.localdate())
    assert leaks(client, world)
    Consent.objects.filter(pk=world["consent"].pk).update(until=timezone.localdate() - timedelta(days=1))
    assert leaks(client, world) == []
    assert client.get(world["page"].recording_file.url).status_code == 410


def test_earlier_versions_and_copies_show_nothing_either(client, world):
    page = world["page"]
    earlier = page.revisions.order_by("pk").first()
    page.recording_file = SiteMediaFactory(name="nieuwe-codering.webm")
    publish(page)
    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, copy_revisions=False, keep_live=True)
    withdraw(world)
    old = earlier.as_object()
    assert old.recording.is_withdrawn and old.recording.tracks == [] and old.localized_people == []
    assert "zonnebloemen" not in client.get(copy.specific.url).text
    assert "Amrani" not in old.render_content()


def test_a_cut_version_is_played_again_without_the_guest(client, world, work):
    withdraw(world)
    old = world["page"].recording_file
    page = EpisodePage.objects.get(pk=world["page"].pk)
    page.recording_file, page.statement_about = SiteMediaFactory(name="ingekort.webm"), ""  # stated anew
    revision = page.save_revision()  # the old captions are still there: they came with the old recording
    revision.publish()
    assert leaks(client, world) == []
    assert client.get(page.recording_file.url).status_code == 200
    page.caption_tracks = make_tracks("nl")
    page.caption_tracks = [_without_guest(track) for track in page.caption_tracks.all()]
    page.statement_about = ""
    publish(page)
    work()
    html = client.get(page.url).text
    assert "<video" in html and "Tot de volgende keer." in html
    assert leaks(client, world) == [] and client.get(old.url).status_code == 410


def _without_guest(track):
    track.source = "WEBVTT\n\n00:00.200 --> 00:06.000\n<v Presentator>Dank je Fatima.\n\n00:10.000 --> 00:14.000\n<v Presentator>Tot de volgende keer."
    track.cues = []
    return track


def test_a_file_replaced_in_the_library_is_a_cut_version_too(client, world):
    withdraw(world)
    item = world["page"].recording_file
    old = item.url
    item.file.save("ingekort.webm", ContentFile((FILES / "opname.webm").read_bytes()))
    assert client.get(item.url).status_code == 200 and client.get(old).status_code in {200, 404, 410}


def keep(world, start: str, end: str, **values):
    """Mark the part that may stay as the chief editor does."""
    client = sign_in(factories.UserFactory(CHIEF_EDITOR))
    url = reverse("edit_consent", args=[world["consent"].pk])
    data = {"person": world["person"].pk, "name": "Fatima El Amrani", "also_called": "Fatima", "agreed": "Beeld", "given_on": "2026-01-01",
            "picture": world["photo"].pk, "keep_from": start, "keep_to": end, **values}  # fmt: skip
    assert client.post(url, data).status_code == 302


def test_the_part_that_may_stay_is_read_at_once_and_played_when_it_is_cut(client, chief_editor, world, work):
    whole = world["page"].recording_file.url
    withdraw(world)
    keep(world, "0:00", "0:30")
    html = client.get(world["page"].url).text
    assert "Aan tafel zit een wijkmakelaar" in html and "<video" not in html
    work()
    assert client.get(whole).status_code == 410
    assert leaks(client, world) == []
    for page, words in (
        (world["page"], "Aan tafel zit een wijkmakelaar"),
        (world["english"], "Good evening and welcome"),
    ):
        html = client.get(page.url).text
        assert words in html and "<video" in html and "Dank je" not in html and "Thank you" not in html
    now = EpisodePage.objects.get(pk=world["page"].pk)
    assert client.get(now.recording_file.url).status_code == 200 and now.recording_file.duration < 30
    starts = [cue.start for cue in parse(client.get(f"/media/captions/{now.pk}/nl.vtt").text).cues]
    assert starts == pytest.approx([200, 6200, 14200], abs=20)
    assert now.recording_file.url in client.get("/feeds/podcast.xml").text
    assert "?t=" in client.get("/zoeken/?q=wijkmakelaar").text
    assert "is gepubliceerd in plaats van" in chief_editor.get(reverse("consents", args=[now.pk])).text


def test_a_mistake_can_be_undone(client, world, work):
    before = leaks(client, world)
    withdraw(world)
    withdraw(world, "restore")
    work()
    assert leaks(client, world) == before
    assert client.get(world["page"].recording_file.url).status_code == 200


def test_it_is_logged(client, world):
    withdraw(world)
    entry = PageLogEntry.objects.filter(action="talkshows.consent.withdraw", page=world["page"].pk).get()
    assert entry.data["guest"] == "Fatima El Amrani" and entry.user is not None


@pytest.mark.parametrize(("role", "code"), [(None, 302), (STUDENT, 302), (RESEARCHER, 302), (CHIEF_EDITOR, 200)])
def test_only_the_chief_editor_sees_consents(visitor, world, role, code):
    pk = world["consent"].pk
    urls = [
        reverse("consents", args=[world["page"].pk]),
        reverse("edit_consent", args=[pk]),
        reverse("withdraw_consent", args=[pk]),
    ]
    assert [visitor.get(url).status_code for url in urls] == [code] * 3
    visitor.post(reverse("withdraw_consent", args=[pk]))
    assert (Consent.objects.get(pk=pk).withdrawn_at is not None) is (role == CHIEF_EDITOR)


def test_consent_is_recorded_and_refused_with_what_was_typed(chief_editor, world):
    url = reverse("consents", args=[world["page"].pk])
    assert "Fatima El Amrani" in chief_editor.get(url).text
    data = {"name": "Noor Voorbeeld", "agreed": "Stem, geen beeld", "given_on": "2026-05-01", "until": "2026-04-01"}
    response = chief_editor.post(url, data)
    assert response.status_code == 400 and "Stem, geen beeld" in response.text
    assert chief_editor.post(url, {**data, "until": "", "keep_from": "x"}).status_code == 400
    assert chief_editor.post(url, {**data, "until": "2030-01-01"}).status_code == 302
    made = Consent.objects.get(name="Noor Voorbeeld")
    assert made.covers(world["page"].recording_identity) and not made.has_ended


def test_editor_is_told_where_the_name_still_stands(client, chief_editor, world):
    page = world["page"]
    page.lead = "Met Fatima El Amrani."
    publish(page)
    withdraw(world)
    html = chief_editor.get(reverse("consents", args=[page.pk])).text
    assert "Schrijf deze teksten opnieuw" in html and reverse("wagtailadmin_pages:edit", args=[page.pk]) in html


def test_locales_exist(world):
    assert {world["page"].locale_id, world["english"].locale_id} == {get_locale("nl").pk, get_locale("en").pk}
