"""The page of an episode with a recording: player, words, moments, files, passages."""

import re

import pytest
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from wagtail.models import PageViewRestriction

from core.entries.passages import PassageKind
from core.models import Contribution, Partnership, RelatedEntry
from search.query.hits import make_url_suffix
from talkshows.captions.cue import Cue, write_webvtt
from talkshows.captions.parser import parse
from talkshows.models import CaptionTrack, Chapter
from tests import factories
from tests.query_counts import LIMIT, count_queries
from tests.recordings import DUTCH, SiteMediaFactory, make_tracks, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def episode(home):
    return factories.EpisodePageFactory(title="Samenleven", **recorded())


def test_player_words_and_chapters(client, episode):
    html = client.get(episode.url).text
    assert f'src="{episode.recording_file.url}"' in html and "<video controls" in html
    assert re.findall(r'<track kind="(\w+)" src="[^"]+/(\S+)" srclang="(\w\w)"', html) == [
        ("captions", "nl.vtt", "nl"), ("subtitles", "en.vtt", "en"), ("chapters", "chapters.vtt", "nl"),
    ]  # fmt: skip
    assert '<li id="t-95" data-start="95.2"><a href="?t=95#t-95">1:35</a>' in html
    assert '<a href="?t=95#t-95">Zonnebloemen</a>' in html and "<summary><h3>Zonnebloemen</h3> <span>1:35–" in html
    assert len(set(re.findall(r'<li id="(t-[\d-]+)"', html))) == len(DUTCH)
    firsts = re.findall(r'<ol class="transcript">\s*<li [^>]*>.*?<p>\s*<b>([^<]+)</b>', html, re.DOTALL)
    assert firsts == ["Presentator", "Fatima"], "each chapter says who speaks, also when nobody else began there"


def test_sound_has_a_sound_player(client, home):
    episode = factories.EpisodePageFactory(**recorded(recording_file=SiteMediaFactory(type="audio")))
    html = client.get(episode.url).text
    assert "<audio controls" in html and "<video" not in html


def test_moment_opens_its_chapter(client, episode):
    html = client.get(f"{episode.url}?t=96").text
    assert '<a href="#t-95">Lees wat er op 1:35 gezegd is</a>' in html
    parts = re.findall(r'<details class="words__part"( open)?>.*?</details>', html, re.DOTALL)
    assert parts == ["", " open"]
    assert re.findall(r'<li id="([^"]+)"[^>]*aria-current="true"', html) == ["t-95"]
    assert f"{episode.recording_file.url}#t=96" in html


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "-1",
        "1.5",
        "99999999999999999999",
        "%00",
        "%F0%9F%8C%BB",
        "1&t=2",
        "<script>",
        "٣",
        "0",
        "1e9",
        "999999",
    ],
)
def test_bad_moment_is_no_error(client, episode, value):
    response = client.get(f"{episode.url}?t={value}")
    assert response.status_code in {200, 400}
    assert "<script>alert" not in response.text


def test_recording_elsewhere_is_a_card_that_starts_there(client, home):
    image = factories.SiteImageFactory()
    episode = factories.EpisodePageFactory(
        **recorded(recording_url="https://youtu.be/abc_DEF-123", recording_poster=image)
    )
    html = client.get(f"{episode.url}?t=95").text
    assert 'data-embed="https://www.youtube-nocookie.com/embed/abc_DEF-123?autoplay=1&amp;start=95"' in html
    assert "<iframe" not in html and image.get_rendition("width-64|format-webp").url.rsplit("/", 1)[0] in html
    episode = factories.EpisodePageFactory(**recorded(recording_url="https://vimeo.com/76979871"))
    assert "76979871?dnt=1&amp;autoplay=1#t=95s" in client.get(f"{episode.url}?t=95").text


def test_english_page_shows_english_words(client, episode):
    english = factories.EpisodePageFactory(**recorded(caption_tracks=make_tracks("nl"), recording_language="nl"))
    assert english.recording.transcript.language == "nl"
    episode.locale = english.locale
    assert episode.recording.transcript.language == "nl"


def test_of_two_files_in_a_language_the_first_that_holds_words_is_everywhere(client, chief_editor, home):
    sources = ["", *(write_webvtt([Cue(0, 1000, words)]) for words in ("Zonnebloem", "Madelief", "Klaproos"))]
    tracks = [
        CaptionTrack(language=language, kind="captions", source=source, sort_order=place)
        for place, (language, source) in enumerate(zip(["nl", "nl", "en", "nl"], sources, strict=True))
    ]
    page = factories.EpisodePageFactory(**recorded(caption_tracks=tracks))
    recording = page.specific_class.objects.get(pk=page.pk).recording
    assert [(track.language, track.cues[0].text) for track in recording.tracks] == [
        ("nl", "Zonnebloem"),
        ("en", "Madelief"),
    ]
    assert recording.transcript is recording.tracks[0] and len(recording.downloads) == 4
    lines = reverse("correct_lines", args=[page.pk, "nl"])
    for address in (page.url, f"/media/captions/{page.pk}/nl.vtt", f"/media/captions/{page.pk}/nl.txt", lines):
        text = chief_editor.get(address).text
        assert "Zonnebloem" in text and "Klaproos" not in text, address
    assert client.get(page.url).text.count('srclang="nl"') == 2  # the captions, and the chapters
    edit = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert edit.count(f'href="{lines}"') == edit.count(f'href="{lines.replace("/nl/", "/en/")}"') > 0


def test_captions_and_text_in_both_languages(client, episode):
    base = f"/media/captions/{episode.pk}"
    response = client.get(f"{base}/nl.vtt")
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert parse(response.text).cues == DUTCH
    assert client.get(f"{base}/nl.vtt", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert "Fatima: Thank you. We began" in client.get(f"{base}/en.txt").text
    assert [cue.text for cue in parse(client.get(f"{base}/chapters.vtt").text).cues] == ["Welkom", "Zonnebloemen"]


@pytest.mark.parametrize(
    "name", ["de.vtt", "nl.srt", "nl", "..%2fnl.vtt", "NL.vtt", "nl.vtt.txt", "chapters.txt", "%00.vtt"]
)
def test_other_caption_files_do_not_exist(client, episode, name):
    assert client.get(f"/media/captions/{episode.pk}/{name}").status_code in {400, 404}
    assert client.get(f"/media/captions/99999999999999999999/{name}").status_code in {400, 404}


def test_files_go_with_the_page(client, episode):
    urls = [f"/media/captions/{episode.pk}/nl.vtt", episode.recording_file.url]
    assert [client.get(url).status_code for url in urls] == [200, 200]
    restriction = PageViewRestriction.objects.create(page=episode, restriction_type="login")
    assert [client.get(url).status_code for url in urls] == [404, 404]
    restriction.delete()
    episode.unpublish()
    assert [client.get(url).status_code for url in urls] == [404, 404]


def test_part_of_the_recording_is_sent(client, episode):
    part = client.get(episode.recording_file.url, headers={"Range": "bytes=100-199"})
    assert (part.status_code, len(b"".join(part.streaming_content))) == (206, 100)


def test_passages_lead_to_the_line(episode):
    moments = [passage for passage in episode.get_passages() if passage.kind == PassageKind.MOMENT]
    assert [passage.anchor for passage in moments] == ["t-0", "t-40", "t-95", "t-120"]
    sunflowers = moments[2]
    assert sunflowers.heading == "Fatima, Student (1:35)"
    assert [sunflowers.text[at:].split()[0] for at, _anchor in sunflowers.marks] == ["Daaruit", "Die", "Dat"]
    assert make_url_suffix(sunflowers.kind, sunflowers.marks[1][1]) == "?t=101#t-101"
    orders = [passage.order for passage in episode.get_passages()]
    assert orders == sorted(set(orders))


def test_words_that_left_the_page_are_no_passages(episode):
    episode.recording_file = None
    assert all(passage.kind != PassageKind.MOMENT for passage in episode.get_passages())


def make(number: int) -> str:
    """Return the address of an episode with a recording and `number` of everything."""
    image, person = factories.SiteImageFactory(), factories.PersonFactory()
    source = make_tracks("nl")[0].source
    tracks = [CaptionTrack(language=code, source=source) for code in ["nl", "en", "de"][:number]]
    chapters = [Chapter(start=at * 30, title=f"Deel {at}") for at in range(number)]
    fields = recorded(
        caption_tracks=tracks, chapters=chapters, hero_image=image, recording_poster=factories.SiteImageFactory()
    )
    episode = factories.EpisodePageFactory(
        themes=[factories.ThemeFactory()], places=[factories.PlaceFactory()], **fields
    )
    other = factories.CasePageFactory()
    for at in range(number):
        Partnership.objects.create(page_id=episode.pk, organisation=factories.OrganisationFactory(), role="partner")
        Contribution.objects.create(page_id=episode.pk, person=person, role="guest")
        RelatedEntry.objects.create(page_id=episode.pk, target_id=other.pk)
        if at:
            factories.EpisodePageFactory(parent=episode.get_parent(), **recorded())
    factories.do_work()
    return episode.url


def test_recording_asks_the_same_with_one_and_three_items(client, home):
    sid = transaction.savepoint()
    one = count_queries(client, make(1))
    transaction.savepoint_rollback(sid)
    cache.clear()
    three = count_queries(client, make(3))
    assert one[0] == three[0], "\n".join(three[1])
    assert three[0] <= LIMIT
