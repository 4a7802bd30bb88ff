"""A recording is published only with captions in its language, by whatever way; what was written is kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from core.entries.publishing import NotPublishableError
from talkshows.captions.cue import Cue, write_webvtt
from talkshows.models import EpisodePage
from tests import factories
from tests.editorial.forms import add_row, posted, read_form
from tests.publishing import approve, find_task_state, publish, submit
from tests.recordings import SiteMediaFactory, make_tracks, recorded
from tests.translations import translate

pytestmark = pytest.mark.django_db
EXTERNAL = "https://vimeo.com/76979871"


@pytest.fixture
def episode(home):
    """A published episode without a recording."""
    return factories.EpisodePageFactory()


def edit(client, page, row=None, files=None, **values):
    """Post the editor's form of a page as a browser does; `row` is one more row of captions."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = read_form(client, url)
    data = posted(form, **values)
    if row:
        add_row(data, form, "caption_tracks", row)
    return client.post(
        url,
        {**data, **{key: value for key, value in values.items() if "action" in key or "board" in key}, **(files or {})},
    )


@pytest.mark.parametrize("action", [{"action-publish": "1"}, {"action-submit": "1"}])
@pytest.mark.parametrize("kind", ["own", "elsewhere"])
def test_recording_without_captions_is_refused_in_the_form(chief_editor, episode, action, kind):
    values = {"recording_file": SiteMediaFactory().pk} if kind == "own" else {"recording_url": EXTERNAL}
    response = edit(chief_editor, episode, lead="Een nieuwe inleiding.", **values, **action)
    assert response.status_code == 200
    assert "geen ondertitels in het Nederlands" in str(response.context["form"].errors["recording_language"])
    assert "Een nieuwe inleiding." in response.text
    assert not EpisodePage.objects.get(pk=episode.pk).has_recording


def test_it_may_be_kept_as_a_draft(chief_editor, episode):
    assert edit(chief_editor, episode, recording_url=EXTERNAL).status_code == 302
    assert EpisodePage.objects.get(pk=episode.pk).get_latest_revision_as_object().recording_url == EXTERNAL


def test_captions_in_another_language_are_not_enough(chief_editor, episode):
    row = {"language": "en", "kind": "subtitles", "made": "checked", "source": make_tracks("en")[0].source}
    response = edit(
        chief_editor,
        episode,
        row=row,
        recording_url=EXTERNAL,
        **{"action-publish": "1", "board-reason": "In een test."},
    )
    assert "recording_language" in response.context["form"].errors


def test_captions_as_a_file_are_taken(chief_editor, episode):
    file = SimpleUploadedFile("avond.srt", "1\r\n00:00:01,000 --> 00:00:02,000\r\nCafé één\r\n".encode("cp1252"))
    row = {"language": "nl", "kind": "captions", "made": "automatic"}
    response = edit(chief_editor, episode, row=row, recording_url=EXTERNAL, files={"caption_tracks-0-source-file": file, "caption_tracks-0-source": ""},
                    no_recognisable_guest="on", **{"action-publish": "1", "board-reason": "In een test."})  # fmt: skip
    assert response.status_code == 302, [form.errors for form in response.context["form"].formsets["caption_tracks"]]
    track = EpisodePage.objects.get(pk=episode.pk).caption_tracks.get()
    assert [cue.text for cue in track.get_cues()] == ["Café één"]
    page = chief_editor.get(episode.url).text
    assert "door een machine gemaakt" in page and "Café één" in page


def test_captions_that_cannot_be_read_are_told_with_their_line_and_kept(chief_editor, episode):
    words = "WEBVTT\n\n00:05.000 --> 00:04.000\nWaar gebeurd"
    row = {"language": "nl", "kind": "captions", "made": "checked"}
    file = SimpleUploadedFile("x.vtt", words.encode())
    files = {"caption_tracks-0-source-file": file, "caption_tracks-0-source": ""}
    response = edit(
        chief_editor,
        episode,
        row=row,
        files=files,
        recording_url=EXTERNAL,
        **{"action-publish": "1", "board-reason": "In een test."},
    )
    errors = response.context["form"].formsets["caption_tracks"].errors
    assert "Regel 3: deze regel eindigt voordat hij begint" in str(errors)
    assert "Waar gebeurd" in response.text


def test_chapters_come_from_a_file(chief_editor, episode):
    vtt = b"WEBVTT\n\n00:00.000 --> 01:35.000\nWelkom\n\n01:35.000 --> 02:00.000\nZonnebloemen\n"
    assert edit(chief_editor, episode, files={"chapters_file": SimpleUploadedFile("h.vtt", vtt)}).status_code == 302
    draft = EpisodePage.objects.get(pk=episode.pk).get_latest_revision_as_object()
    assert [(row.start, row.title) for row in draft.chapters.all()] == [(0, "Welkom"), (95, "Zonnebloemen")]
    response = edit(chief_editor, episode, files={"chapters_file": SimpleUploadedFile("h.vtt", b"niets")})
    assert "Regel 1" in str(response.context["form"].errors["chapters_file"])


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", "nog een ondertitelbestand in het Nederlands"), ("en", "another caption file in Dutch")],
)
def test_second_captions_in_a_language_are_refused_at_their_row(chief_editor, home, language, words):
    page, row = factories.EpisodePageFactory(**recorded()), {"language": "nl", "kind": "subtitles", "made": "checked"}
    profile = UserProfile.get_for_user(chief_editor.user)
    profile.preferred_language = language
    profile.save()
    response = edit(chief_editor, page, row={**row, "source": make_tracks("nl")[0].source})
    assert response.status_code == 200
    first, english, second = response.context["form"].formsets["caption_tracks"].errors
    assert words in str(second["language"]) and not first and not english and words in response.text
    assert EpisodePage.objects.get(pk=page.pk).get_latest_revision_as_object().caption_tracks.count() == 2


def test_captions_in_the_place_of_deleted_ones_are_taken(chief_editor, home):
    page, row = factories.EpisodePageFactory(**recorded()), {"language": "nl", "kind": "captions", "made": "checked"}
    words = {**row, "source": "WEBVTT\n\n00:01.000 --> 00:02.000\nAnders"}
    assert edit(chief_editor, page, row=words, files={"caption_tracks-0-DELETE": "1"}).status_code == 302
    draft = EpisodePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    said = {track.language: track.get_cues()[0].text for track in draft.caption_tracks.all()}
    assert said == {"nl": "Anders", "en": "Good evening and welcome."}


def read_chapters(client, page, *titles: str):
    """Post a file with these chapters, ten seconds each; return the response and the chapters of the draft."""
    vtt = write_webvtt([Cue(at * 10_000, (at + 1) * 10_000, title) for at, title in enumerate(titles)])
    response = edit(client, page, files={"chapters_file": SimpleUploadedFile("h.vtt", vtt.encode())})
    draft = EpisodePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return response, [(row.start, row.title) for row in draft.chapters.all()]


@pytest.mark.parametrize(
    "titles",
    [
        ["Fatima El Amrani: wonen", "Bo de Vries: water", "Slot"],
        ["Water: de wijk", "Water: de stad"],
        ["Deel een", "Deel een vervolg", "Deel een vervolg en slot"],
    ],
)
def test_titles_of_chapters_keep_all_their_words(chief_editor, episode, titles):
    response, chapters = read_chapters(chief_editor, episode, *titles)
    assert response.status_code == 302 and chapters == [(at * 10, title) for at, title in enumerate(titles)]


def test_title_that_is_too_long_for_a_chapter_is_refused_with_its_time(chief_editor, episode):
    response, chapters = read_chapters(chief_editor, episode, "Welkom", "Z" * 151)
    assert "hoofdstuk op 0:10 heeft meer dan 150 tekens" in str(response.context["form"].errors["chapters_file"])
    assert chapters == []


def test_two_recordings_are_one_too_many(chief_editor, episode):
    response = edit(chief_editor, episode, recording_url=EXTERNAL, recording_file=SiteMediaFactory().pk)
    assert "recording_url" in response.context["form"].errors


def draft_without_captions():
    page = factories.EpisodePageFactory(publish=False, recording_url=EXTERNAL)
    return page, page.get_latest_revision()


def test_no_way_around_the_form(home):
    page, revision = draft_without_captions()
    with pytest.raises(NotPublishableError):
        revision.publish()
    assert not EpisodePage.objects.get(pk=page.pk).live


def test_approval_is_refused_with_the_reason_and_nothing_is_lost(researcher, chief_editor):
    page, _revision = draft_without_captions()
    submit(page, researcher.user)
    approve(researcher, page)
    state = find_task_state(page)
    response = approve(chief_editor, page, follow=True)
    assert "geen ondertitels in het Nederlands" in response.text
    page = EpisodePage.objects.get(pk=page.pk)
    assert not page.live
    assert page.current_workflow_task_state == state and state.status == "in_progress"


def test_translation_follows_the_recording(home):
    episode = factories.EpisodePageFactory(**recorded())
    english = translate(episode)
    publish(english)
    episode = EpisodePage.objects.get(pk=episode.pk)
    episode.caption_tracks = make_tracks("nl", "en", made="automatic")
    publish(episode)
    english = EpisodePage.objects.get(pk=english.pk)
    assert english.recording_file == episode.recording_file
    assert [(track.language, track.made) for track in english.caption_tracks.all()] == [
        ("nl", "automatic"),
        ("en", "automatic"),
    ]
    assert english.recording.transcript.language == "en"


def test_next_episode_starts_without_recording(home):
    episode = factories.EpisodePageFactory(**recorded())
    episode.prepare_next()
    assert not episode.has_recording and list(episode.caption_tracks.all()) == list(episode.chapters.all()) == []
