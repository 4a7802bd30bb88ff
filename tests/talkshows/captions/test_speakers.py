"""Names before a colon."""

import pytest

from talkshows.captions.corrections import apply_corrections, make_correction
from talkshows.captions.cue import Cue
from talkshows.captions.speakers import find_name, split_speakers


def split(*texts) -> list[tuple[str, str]]:
    cues = [(at, Cue(at * 1000, at * 1000 + 900, text)) for at, text in enumerate(texts)]
    return [(cue.speaker, cue.text) for _number, cue in split_speakers(cues)[0]]


@pytest.mark.parametrize(
    "name",
    [
        "Fatima",
        "Jan de Vries",
        "Anne-Marie van ’t Hof",
        "JAN DE BOER",
        "Speaker 2",
        "M. El Amrani",
        "Zoë (gemeente)",
        "فاطمة",
        "Öykü Şahin",
    ],
)
def test_names(name):
    assert find_name(f"{name}: Goedenavond: allemaal.") == (name, "Goedenavond: allemaal.")
    assert find_name(f">> [{name}]: Ja") == (name, "Ja")


@pytest.mark.parametrize(
    "line",
    [
        "Let op: de deur",
        "Om 10:30 begint het",
        "https://voorbeeld.nl",
        "dit is het idee: samen",
        "Stap 2: bel aan",
        "Een heel mooi plan: kijk",
    ],
)
def test_words_before_a_colon(line):
    assert find_name(line) == ("", "")


def test_every_cue_of_a_meeting_program():
    assert split("Fatima El Amrani: Goedenavond.", "Jan de Vries: Dank je.\nWelkom.") == [
        ("Fatima El Amrani", "Goedenavond."), ("Jan de Vries", "Dank je.\nWelkom."),
    ]  # fmt: skip


def test_names_where_the_speaker_changes():
    found = split("Anna: Dag.", "En welkom.", "Het is vol.", "Anna: Ja.", "Den Haag: een stad.", "Nog iets.", "En dit.")
    assert found[0] == ("Anna", "Dag.") and found[3] == ("Anna", "Ja.") and found[1] == ("", "En welkom.")


def test_two_people_in_one_cue():
    assert split("- Anna: Ja.\n- Bo: Nee.", "Anna: Goed.") == [("Anna", "Ja."), ("Bo", "Nee."), ("Anna", "Goed.")]


def test_a_colon_once_in_a_long_text_is_no_speaker():
    assert split("Den Haag: een stad.", "a", "b", "c") == [("", "Den Haag: een stad."), ("", "a"), ("", "b"), ("", "c")]


def test_corrections_made_before_names_were_speakers_go_on():
    old = make_correction(Cue(0, 900, "Anna: Godenavond."), "Anna: Goedenavond.", "")
    cues, kept = apply_corrections([Cue(0, 900, "Godenavond.", "Anna")], [old])
    assert cues == [Cue(0, 900, "Goedenavond.", "Anna")] and kept[0]["fits"]
