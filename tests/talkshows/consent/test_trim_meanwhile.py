"""What changes while a recording is cut: the file that is published never shows more than guests allow at that moment."""

from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.db.models.signals import post_save
from django.urls import reverse

from editorial.groups import CHIEF_EDITOR
from media.models import SiteMedia
from talkshows.consent.trim import trim_restricted
from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.publishing import publish
from tests.recordings import SiteMediaFactory
from tests.talkshows.consent.test_policy import keep, made, withdraw, world  # noqa: F401 -- fixtures

pytestmark = pytest.mark.django_db
TrimStatus = Consent.TrimStatus


@contextmanager
def while_cutting(change: Callable[[], None]):
    """Make one change of somebody else after the first new file was made and before it is published."""
    waiting = [change]

    def on_made(sender, created, **kwargs):
        if created and waiting:
            waiting.pop()()

    post_save.connect(on_made, sender=SiteMedia)
    try:
        yield
    finally:
        post_save.disconnect(on_made, sender=SiteMedia)
    assert not waiting


def add_guest(world, **values) -> Consent:  # noqa: F811
    """Record the consent of a second guest to the same recording, which holds."""
    page = world["page"]
    return Consent.objects.create(
        entry_key=page.translation_key,
        name="Sanne Bakker",
        agreed="Beeld.",
        recordings=world["consent"].recordings,
        **values,
    )


def take_back(consent: Consent) -> None:
    """Withdraw a consent as the chief editor does."""
    client = sign_in(factories.UserFactory(CHIEF_EDITOR))
    assert client.post(reverse("withdraw_consent", args=[consent.pk]), {"action": "withdraw"}).status_code == 302


def recording_files() -> set[str]:
    """Return the recordings on the disk that were cut."""
    return {path.name for path in Path(default_storage.location).rglob("opname-*")}


def read(world) -> EpisodePage:  # noqa: F811
    return EpisodePage.objects.get(pk=world["page"].pk)


def test_a_guest_who_takes_back_while_the_part_of_another_is_cut_is_in_no_new_file(client, world, work):  # noqa: F811
    second, whole, files = add_guest(world), world["page"].recording_file, recording_files()
    withdraw(world)
    keep(world, "0:00", "0:30")
    with while_cutting(lambda: take_back(second)):
        work()
    assert read(world).recording_file == whole and read(world).recording.is_withdrawn
    assert list(SiteMedia.objects.filter(pk__gt=whole.pk)) == [] and recording_files() == files
    assert "<video" not in client.get(world["page"].url).text
    assert set(Consent.objects.values_list("cut", flat=True)) == {TrimStatus.NONE}


def test_a_part_that_becomes_smaller_while_it_is_cut_is_cut_again(client, world, work):  # noqa: F811
    files = recording_files()
    withdraw(world)
    keep(world, "0:00", "1:40")
    with while_cutting(lambda: keep(world, "0:00", "0:30")):
        work()
    piece = read(world).recording_file
    assert 0 < piece.duration <= 30 and "<video" in client.get(world["page"].url).text
    assert recording_files() - files == {Path(piece.file.name).name}
    assert Consent.objects.get(pk=world["consent"].pk).cut == TrimStatus.DONE


def test_a_second_guest_who_allows_a_part_too_leaves_what_both_allow(world, work):  # noqa: F811
    second = add_guest(world, keep_from=0, keep_to=30)
    withdraw(world)
    keep(world, "0:00", "1:40")
    with while_cutting(lambda: take_back(second)):
        work()
    assert 0 < read(world).recording_file.duration <= 30
    assert set(Consent.objects.values_list("cut", flat=True)) == {TrimStatus.DONE}


def test_another_recording_that_was_published_while_the_old_one_was_cut_stays(world):  # noqa: F811
    page = world["page"]
    withdraw(world)
    keep(world, "0:00", "0:30")

    def replace():
        for one in (read(world), EpisodePage.objects.get(pk=world["english"].pk)):
            one.recording_file = other
            publish(one)

    other = SiteMediaFactory(name="nieuw.webm")
    with while_cutting(replace):
        trim_restricted(page.translation_key)
    assert read(world).recording_file == other


def test_a_database_that_stops_while_the_part_is_published_leaves_no_file(world):  # noqa: F811
    files = recording_files()
    withdraw(world)
    keep(world, "0:00", "0:30")

    def refuse(execute, sql, params, many, context):
        if sql.startswith('INSERT INTO "wagtailcore_revision"'):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with pytest.raises(OperationalError), connection.execute_wrapper(refuse):
        trim_restricted(world["page"].translation_key)
    assert recording_files() == files and SiteMedia.objects.count() == 1
