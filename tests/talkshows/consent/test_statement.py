"""The statement that no guest is recognisable is about one recording: another file, address or captions ask for it anew."""

import pytest

from core.entries.publishing import NotPublishableError
from talkshows.consent.statement import holds
from talkshows.models import EpisodePage
from tests import factories
from tests.publishing import publish
from tests.recordings import SiteMediaFactory, make_tracks, recorded
from tests.talkshows.consent.test_guests import press
from tests.translations import translate

pytestmark = pytest.mark.django_db
PUBLISH = {"action-publish": "1", "board-reason": "In een test."}
TICKED = {"no_recognisable_guest": "on"}
CHANGES = {
    "another file": lambda page: setattr(page, "recording_file", SiteMediaFactory()),
    "an address": lambda page: (
        setattr(page, "recording_file", None),
        setattr(page, "recording_url", "https://vimeo.com/7654321"),
    ),
    "other captions": lambda page: setattr(page, "caption_tracks", make_tracks("nl")),
}


@pytest.fixture
def stated(home):
    """A published episode that states that nobody is recognisable."""
    page = factories.EpisodePageFactory(**recorded())
    return EpisodePage.objects.get(pk=page.pk)


def replace_file(page) -> None:
    """Put another file in place of the one of the recording, as the form of a recording does."""
    media = page.recording_file
    media.file = SiteMediaFactory(name="andere.webm").file
    media.save()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_statement_ends_with_the_recording_that_it_was_about(stated, change):
    change(stated)
    with pytest.raises(NotPublishableError):
        publish(stated)


def test_statement_stays_with_what_is_no_recording(stated):
    stated.lead, stated.chapters = "Een nieuwe inleiding.", []
    publish(stated)
    assert EpisodePage.objects.get(pk=stated.pk).lead == "Een nieuwe inleiding."


def test_form_asks_again_and_takes_a_new_tick(chief_editor, stated):
    other = SiteMediaFactory()
    refused = press(chief_editor, stated, recording_file=other.pk, lead="Typte ik.", **TICKED, **PUBLISH)
    form = refused.context["form"]
    assert "is veranderd sinds dit is aangevinkt" in str(form.errors["no_recognisable_guest"])
    assert (form["no_recognisable_guest"].value(), "Typte ik." in refused.text) == (False, True)
    asked = {"statement_asked": form["statement_asked"].value()}
    press(chief_editor, stated, recording_file=other.pk, **TICKED, **asked, **PUBLISH)
    live = EpisodePage.objects.get(pk=stated.pk)
    assert (live.recording_file, holds(live)) == (other, True)


def test_saving_between_makes_no_new_statement(chief_editor, stated):
    other = SiteMediaFactory()
    press(chief_editor, stated, recording_file=other.pk, **TICKED)  # as an autosave does, with the old tick
    refused = press(chief_editor, stated, **TICKED, **PUBLISH, statement_asked="")
    assert "no_recognisable_guest" in refused.context["form"].errors
    press(chief_editor, stated, **TICKED, **PUBLISH)  # the page as it is opened: without the tick
    assert EpisodePage.objects.get(pk=stated.pk).recording_file == other


def test_file_replaced_in_place_is_another_recording(chief_editor, stated):
    replace_file(stated)
    form = chief_editor.get(f"/beheer/pages/{stated.pk}/edit/").context["form"]
    assert (form["no_recognisable_guest"].value(), form["statement_asked"].value()) == (False, stated.statement_about)
    assert "no_recognisable_guest" in press(chief_editor, stated, **PUBLISH).context["form"].errors


def test_statement_made_before_the_column_is_about_what_it_stands_with(stated):
    EpisodePage.objects.filter(pk=stated.pk).update(statement_about="")
    old = EpisodePage.objects.get(pk=stated.pk)
    publish(old)
    assert EpisodePage.objects.get(pk=stated.pk).statement_about == stated.statement_about


def test_translation_states_the_same_about_the_same_recording(stated):
    english = translate(stated)
    publish(english)
    assert holds(EpisodePage.objects.get(pk=english.pk))


def test_next_episode_states_nothing(stated):
    stated.prepare_next()
    assert (stated.no_recognisable_guest, stated.statement_about) == (False, "")
