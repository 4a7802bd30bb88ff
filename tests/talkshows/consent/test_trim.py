"""What becomes of a part that may stay: drafts, languages, times, and what cannot be cut."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from media.models import SiteMedia
from media.recordings.trim import TrimmedFile
from talkshows.captions.cue import Cue
from talkshows.consent.trim import trim_chapters, trim_cues
from talkshows.models import Chapter, Consent, EpisodePage
from talkshows.tasks import trim_waiting
from tests.publishing import publish
from tests.recordings import recorded
from tests.talkshows.consent.test_policy import keep, leaks, made, withdraw, world  # noqa: F401 -- fixtures

pytestmark = pytest.mark.django_db
TrimStatus = Consent.TrimStatus


def read(world):  # noqa: F811
    return EpisodePage.objects.get(pk=world["page"].pk), EpisodePage.objects.get(pk=world["english"].pk)


def state(world) -> str:  # noqa: F811
    return Consent.objects.get(pk=world["consent"].pk).cut


def test_chapters_and_words_of_all_languages_begin_with_the_part(client, world, work):  # noqa: F811
    withdraw(world)
    keep(world, "1:48", "2:09")
    work()
    dutch, english = read(world)
    assert dutch.recording_file == english.recording_file and state(world) == TrimStatus.DONE
    for page in (dutch, english):
        assert [row.start for row in page.chapters.all()] == [0]
        said = {track.language: [cue.speaker for cue in track.get_cues()] for track in page.caption_tracks.all()}
        assert said == {"nl": ["Presentator"], "en": ["Host"]}  # the student's line begins before the first picture can
        assert all(0 <= cue.start < 22_000 for track in page.caption_tracks.all() for cue in track.get_cues())
    assert client.get(f"{dutch.url}?t=12").text.count('aria-current="true"') >= 1
    assert leaks(client, world) == []


def test_a_draft_stays_a_draft_and_has_the_part_too(client, world, work):  # noqa: F811
    page = world["page"]
    page.lead = "Nog niet klaar."
    page.save_revision()
    withdraw(world)
    keep(world, "0:00", "0:30")
    work()
    now, _english = read(world)
    draft = now.get_latest_revision_as_object()
    assert now.has_unpublished_changes and now.lead != draft.lead == "Nog niet klaar."
    assert now.recording_file_id == draft.recording_file_id != page.recording_file_id
    draft.latest_revision.publish()
    assert "<video" in client.get(now.url).text and leaks(client, world) == []


def test_part_in_which_nothing_is_said_is_told_and_leaves_nothing(client, world, work):  # noqa: F811
    withdraw(world)
    keep(world, "0:23", "0:39")
    work()
    assert state(world) == TrimStatus.NO_CAPTIONS and SiteMedia.objects.count() == 1
    assert read(world)[0].recording_file == world["page"].recording_file and leaks(client, world) == []


def test_recording_elsewhere_is_cut_elsewhere(client, world, work):  # noqa: F811
    page = world["page"]
    page.recording_file, page.recording_url = None, "https://vimeo.com/76979871"
    publish(page)
    withdraw(world)
    keep(world, "0:00", "0:30")
    work()
    assert state(world) == TrimStatus.ELSEWHERE and read(world)[0].recording_url == page.recording_url


def test_consent_that_ends_by_its_date_is_cut_the_day_after(client, world, work):  # noqa: F811
    keep(world, "0:00", "0:30", until=str(timezone.localdate() + timedelta(days=3)))
    work()
    assert SiteMedia.objects.count() == 1
    later = DBTaskResult.objects.get(task_path="talkshows.tasks.trim_recordings", status="READY")
    assert timedelta(days=3) < later.run_after - timezone.now() <= timedelta(days=5)
    Consent.objects.filter(pk=world["consent"].pk).update(until=timezone.localdate() - timedelta(days=1))
    DBTaskResult.objects.filter(pk=later.pk).update(run_after=timezone.now() - timedelta(minutes=1))
    work()
    assert state(world) == TrimStatus.DONE and "<video" in client.get(world["page"].url).text


def test_whole_recording_chosen_again_is_cut_again(client, world, work):  # noqa: F811
    whole = world["page"].recording_file
    withdraw(world)
    keep(world, "0:00", "0:30")
    work()
    page, _english = read(world)
    page.recording_file = whole
    page.caption_tracks = recorded()["caption_tracks"]
    publish(page)
    assert "<video" not in client.get(page.url).text and state(world) == TrimStatus.WAITING
    work()
    assert state(world) == TrimStatus.DONE and read(world)[0].recording_file != whole
    assert "<video" in client.get(page.url).text and leaks(client, world) == []


def test_worker_that_was_stopped_catches_up(client, world, work):  # noqa: F811
    withdraw(world)
    keep(world, "0:00", "0:30")
    DBTaskResult.objects.all().delete()
    assert trim_waiting.func() == 1
    work()
    assert state(world) == TrimStatus.DONE and trim_waiting.func() == 0


@given(
    st.lists(st.tuples(st.integers(0, 200_000), st.integers(1, 20_000)), max_size=20),
    st.floats(0, 100), st.floats(0.1, 100), st.floats(0, 5),
)  # fmt: skip
def test_no_word_or_chapter_lies_outside_the_part(rows, start, length, left):
    piece = TrimmedFile(SiteMedia(), start, start + length, int(start + length + left))
    cues = [Cue(at, at + lasts, "woord") for at, lasts in rows]
    kept = trim_cues(cues, piece)
    assert all(0 <= cue.start <= cue.end <= round(length * 1000) + 1 for cue in kept)
    inside = [cue for cue in cues if cue.start >= start * 1000 + 1 and cue.end <= (start + length) * 1000 - 1001]
    assert len(kept) >= len(inside)
    chapters = trim_chapters([Chapter(start=at // 1000, title="x") for at, _lasts in rows], piece)
    assert all(0 <= row.start <= round(length) for row in chapters)
