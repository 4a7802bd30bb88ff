"""Compound splitter: compounds are split, frequent words and derivations are not."""

import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given
from hypothesis import strategies as st

from search.analysis import make_streams, split_compound
from search.analysis.compounds import bare_part, split_deep
from search.analysis.morphology import find_singulars

APART = """
    wijk|aanpak woning|corporaties stads|labs stads|lab wijk|makelaar bewoners|avond werk|atelier huurders|krant
    mantel|zorger bio|brandstof zonne|panelen kinder|opvang gemeenteraads|verkiezingen her|ontwikkeling
    bewoners|participatie energie|transitie
"""
WHOLE = """
    leefbaarheid onderzoek onderwijs samenwerking burgerschap gemeenschappen beschikking bestrijding redenering
    kilometer architectuur grappen initiatieven woning
"""


@pytest.mark.parametrize("split", APART.split())
def test_words_of_the_field_are_taken_apart(split):
    assert "|".join(split_compound(split.replace("|", ""))) == split


@pytest.mark.parametrize("word", WHOLE.split())
def test_words_that_are_read_as_one_stay_whole(word):
    assert split_compound(word) == ()


@given(st.text(st.sampled_from("abdeghiklnorstuvwz"), max_size=45) | st.text(max_size=20))
@example("woningcorporatie" * 3)
def test_parts_make_up_the_word(word):
    parts = split_compound(word)
    assert "".join(parts) == (word if parts else "")
    assert len(parts) != 1 and all(len(part) > 1 for part in parts)


@given(st.text(st.sampled_from("aeinrstvz"), min_size=1, max_size=12))
def test_singulars_of_any_word_are_words(word):
    assert all(len(one) > 1 for one in find_singulars(word))


@pytest.mark.parametrize(("plural", "singular"), [("daken", "dak"), ("brieven", "brief"), ("huizen", "huis"),
                                                  ("bruggen", "brug"), ("panelen", "paneel"), ("mogelijkheden", "mogelijkheid")])  # fmt: skip
def test_singulars_by_spelling(plural, singular):
    assert singular in find_singulars(plural)


def test_long_parts_are_taken_apart_too_and_links_fall_away():
    assert split_deep("woningbouwopgave") == ("woningbouw", "woning", "bouw", "opgave")
    assert [bare_part(part) for part in ("zonne", "kinder", "gas", "xyzq")] == ["zon", "kind", "gas", "xyzq"]
    linked = ("stads", "dorps", "beroeps", "volks")  # words of their own too, but hardly ever
    assert [bare_part(part) for part in linked] == ["stad", "dorp", "beroep", "volk"]
    assert [bare_part(part) for part in ("reis", "nieuws", "plaats", "langs")] == ["reis", "nieuws", "plaats", "langs"]


def test_a_compound_and_its_parts_written_apart_meet():
    together, apart = make_streams("bewonersparticipatie", "nl"), make_streams("participatie van bewoners", "nl")
    assert set(together.parts.split()) == set(apart.stem.split())


def test_command_counts_exact_splits_and_wrong_ones(tmp_path, capsys):
    gold, non, report = tmp_path / "gold.tsv", tmp_path / "non.txt", tmp_path / "report.json"
    gold.write_text("form\tsplit\tlemma\nwijkaanpak\twijk|aanpak\tx\nStadslabs\tstad|slabs\tx\n", encoding="utf-8")
    non.write_text("onderzoek\nwoningcorporatie\nleefbaarheid\nonderwijs\n", encoding="utf-8")
    call_command("evaluate_compounds", gold, non, "--json", str(report), "--list")
    assert json.loads(report.read_text()) == {"exact": 0.5, "wrongly_split": 0.25, "compounds": 2, "noncompounds": 4}
    output = capsys.readouterr().out
    assert "stadslabs: stads|labs (should be stad|slabs)" in output and "woningcorporatie: " in output


@pytest.mark.parametrize("content", [b"form\tsplit\n", b"form\tsplit\nonecolumn\n", b"\xff\xfe\n\xff\n"])
def test_command_says_what_is_wrong_with_a_file(tmp_path, content):
    bad, non = tmp_path / "bad.tsv", tmp_path / "non.txt"
    bad.write_bytes(content)
    non.write_text("onderzoek\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("evaluate_compounds", bad, non)
    with pytest.raises(CommandError):
        call_command("evaluate_compounds", tmp_path / "missing.tsv", non)
