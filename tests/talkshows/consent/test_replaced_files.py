"""Another file in the place of a recording, by the form of the library: its consents and captions stay with it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.publishing import publish
from tests.recordings import FILES, recorded

pytestmark = pytest.mark.django_db
NAMES = ["opname.webm", "beter.webm"]
WORDS = "bewonersavond"


@pytest.fixture
def page(home):
    """A published episode with a recording and a guest who agreed."""
    made = factories.EpisodePageFactory(title="Samenleven", **recorded())
    Consent.objects.create(entry_key=made.translation_key, name="Fatima", agreed="Beeld en stem.")
    publish(made)
    return read(made)


def read(page) -> EpisodePage:
    return EpisodePage.objects.get(pk=page.pk)


def replace(editor, page, name: str) -> None:
    """Upload a file of this name in the place of the one of the recording; publish nothing."""
    media = page.recording_file
    former = media.file.name
    values = {"title": "Opname", "licence": "cc-by-4.0", "collection": media.collection_id, "tags": ""}
    upload = SimpleUploadedFile(name, (FILES / "opname.webm").read_bytes())
    assert editor.post(reverse("wagtailmedia:edit", args=[media.pk]), {**values, "file": upload}).status_code == 302
    assert read(page).recording_file.file.name != former


def withdraw(page) -> None:
    Consent.objects.filter(entry_key=page.translation_key).update(withdrawn_at=timezone.now())


def is_public(client, page) -> bool:
    html, file = client.get(page.url).text, client.get(read(page).recording_file.url)
    assert ("<video" in html) == (file.status_code == 200)
    return "<video" in html


@pytest.mark.parametrize("name", NAMES)
def test_consent_that_ends_later_takes_the_new_file_down(client, chief_editor, page, name):
    replace(chief_editor, page, name)
    assert is_public(client, page)
    Consent.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert not is_public(client, page)


@pytest.mark.parametrize("long", ["", "lang" * 21])
def test_same_name_stays_withdrawn_and_another_name_is_a_cut_version(client, chief_editor, page, long):
    replace(chief_editor, page, f"{long}opname.webm")
    withdraw(page)
    for _time in range(3):
        replace(chief_editor, read(page), f"{long}opname.webm")
        assert not is_public(client, page)
    replace(chief_editor, read(page), "opname_geknipt.webm")
    assert is_public(client, page)
    assert WORDS not in client.get(page.url).text  # the captions of the whole recording


def end_another_consent(page) -> None:
    """Record a consent of the entry that ended, of somebody who is not in this recording: captions of others are left out."""
    Consent.objects.create(
        entry_key=page.translation_key, name="Noor", agreed="Beeld", withdrawn_at=timezone.now(), recordings="\nurl:x\n"
    )


@pytest.mark.parametrize("name", NAMES)
def test_captions_stay_with_the_new_file_in_stored_versions_too(client, chief_editor, page, name):
    page.lead = "Een concept."
    page.save_revision()
    replace(chief_editor, read(page), name)
    end_another_consent(page)
    assert WORDS in client.get(page.url).text
    draft = read(page).get_latest_revision_as_object()
    assert draft.lead == "Een concept." and len(draft.recording.tracks) == 2
    assert {row.made_for for row in draft.caption_tracks.all()} == {read(page).recording_identity}
    publish(draft)
    assert WORDS in client.get(page.url).text


def test_what_is_saved_without_another_file_changes_no_consent(page):
    before = Consent.objects.get().recordings
    media = page.recording_file
    media.title = "Anders"
    media.save()
    media.save(update_fields=["title"])
    assert Consent.objects.get().recordings == before
