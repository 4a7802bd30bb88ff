"""Single lines are mended, kept when the file comes again, and never mended by who may not."""

import pytest
from django.urls import reverse

from editorial.groups import STUDENT
from talkshows.captions.corrections import apply_corrections, make_correction
from talkshows.captions.cue import Cue, write_webvtt
from talkshows.models import EpisodePage
from tests import factories
from tests.recordings import DUTCH, recorded


def test_a_correction_follows_its_words_through_a_new_file():
    old = [Cue(1000, 2000, "Dag"), Cue(5000, 6000, "Dag"), Cue(7000, 8000, "Weg")]
    kept = [make_correction(old[1], "Dag allemaal", "Anna"), make_correction(old[2], "Wegens", "")]
    new = [Cue(1500, 2500, "Dag"), Cue(5500, 6500, "Dag")]
    cues, kept = apply_corrections(new, kept)
    assert [(cue.start, cue.text, cue.speaker) for cue in cues] == [(1500, "Dag", ""), (5500, "Dag allemaal", "Anna")]
    assert [row["fits"] for row in kept] == [True, False]
    assert apply_corrections([*new, old[2]], kept)[0][-1].text == "Wegens"


def test_an_emptied_line_is_gone():
    cue = Cue(0, 1000, "Eh")
    assert apply_corrections([cue], [make_correction(cue, "", "")])[0] == []


@pytest.fixture
def episode(home):
    return factories.EpisodePageFactory(**recorded())


def mend(client, page, publish=True, **values):
    """Post the screen of lines with some of them changed."""
    url = reverse("correct_lines", args=[page.pk, "nl"])
    version = EpisodePage.objects.get(pk=page.pk).latest_revision_id
    data = {"version": version, **{name.replace("_", "-"): value for name, value in values.items()}}
    return client.post(url, data | ({"publish": "1"} if publish else {}))


@pytest.mark.django_db
def test_chief_editor_mends_and_another_publishes(chief_editor, episode):
    html = chief_editor.get(reverse("correct_lines", args=[episode.pk, "nl"])).text
    assert "Daaruit kwamen de zonnebloemen" in html and html.count("<textarea") == len(DUTCH)
    assert (
        mend(chief_editor, episode, text_0="Goedenavond allemaal.", speaker_3="Fatima B.", text_8="").status_code == 302
    )
    assert "Goedenavond allemaal." not in chief_editor.get(episode.url).text  # four eyes: somebody else publishes
    EpisodePage.objects.get(pk=episode.pk).get_latest_revision().publish()
    page = chief_editor.get(episode.url).text
    assert "Goedenavond allemaal." in page and "<b>Fatima B.</b>" in page and "Tot de volgende keer" not in page
    assert "Goedenavond allemaal." in chief_editor.get(f"/media/captions/{episode.pk}/nl.vtt").text


@pytest.mark.django_db
def test_correction_is_kept_when_the_file_is_uploaded_again(chief_editor, episode):
    mend(chief_editor, episode, text_0="Goedenavond allemaal.")
    EpisodePage.objects.get(pk=episode.pk).get_latest_revision().publish()
    page = EpisodePage.objects.get(pk=episode.pk)
    track = page.caption_tracks.get(language="nl")
    track.source = write_webvtt([Cue(cue.start + 900, cue.end + 900, cue.text, cue.speaker) for cue in DUTCH[:5]])
    track.save()
    assert track.get_cues()[0] == Cue(1100, 6900, "Goedenavond allemaal.", "Presentator")


@pytest.mark.django_db
def test_mending_back_to_the_file_is_no_correction(chief_editor, episode):
    mend(chief_editor, episode, text_0="Anders.")
    mend(chief_editor, episode, text_0=DUTCH[0].text)
    assert EpisodePage.objects.get(pk=episode.pk).caption_tracks.get(language="nl").corrections == []


@pytest.mark.django_db
def test_researcher_makes_a_draft_and_cannot_publish(researcher, episode):
    EpisodePage.objects.filter(pk=episode.pk).update(owner=researcher.user)
    assert mend(researcher, episode, text_0="Van de onderzoeker.").status_code == 302
    assert "Van de onderzoeker." not in researcher.get(episode.url).text
    draft = EpisodePage.objects.get(pk=episode.pk).get_latest_revision_as_object()
    assert draft.caption_tracks.all()[0].get_cues()[0].text == "Van de onderzoeker."


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, STUDENT])
def test_others_may_not(visitor, episode):
    response = mend(visitor, episode, text_0="Door een ander.")
    assert response.status_code in {302, 403}  # a visitor gets back what was typed
    assert "Door een ander." not in str(EpisodePage.objects.get(pk=episode.pk).get_latest_revision().content)


@pytest.mark.django_db
def test_what_somebody_saved_meanwhile_is_not_overwritten(chief_editor, episode):
    url = reverse("correct_lines", args=[episode.pk, "nl"])
    response = chief_editor.post(url, {"version": "1", "text-0": "Te laat getypt."})
    assert response.status_code == 409 and "Te laat getypt." in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["de", "x", "nl-x"])
def test_language_without_captions_is_not_found(chief_editor, episode, language):
    assert chief_editor.get(reverse("correct_lines", args=[episode.pk, language])).status_code == 404
