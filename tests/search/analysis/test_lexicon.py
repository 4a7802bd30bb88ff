"""The lexicon: packing and unpacking, size, and licences."""

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from scripts.word_parts import learn
from search.analysis import ANALYSIS_VERSION
from search.analysis.lexicon import FILE, Words, digest, load, pack, read

WORD = st.text(st.sampled_from("abcdefgh"), min_size=1, max_size=6)


@given(st.dictionaries(WORD, st.integers(0, 32).map(lambda value: value / 4)), st.sets(WORD, max_size=20))
def test_words_are_read_back_as_they_were_packed(base, others):
    words = read(pack(Words(base=base, firsts={"stads": -7.25}, lasts={"lab": -9.5}), others))
    assert (words.base, words.firsts, words.lasts) == (base, {"stads": -7.25}, {"lab": -9.5})
    assert all(words.is_known(word) for word in {*base, *others})


def test_words_that_were_left_out_are_known_but_no_parts():
    assert load().is_known("bewonersavonden") and "bewonersavonden" not in load()
    assert not load().is_known("bewonersavondje") and not load().is_known("qwxz")
    assert load().is_known("rotterdam") and "rotterdam" not in load()


def test_both_licences_stand_beside_the_file():
    names = {path.name: path.read_text(encoding="utf-8") for path in FILE.parent.glob("LICENSE-*.txt")}
    assert "OpenTaal" in names["LICENSE-OpenTaal.txt"] and "Revised BSD" in names["LICENSE-OpenTaal.txt"]
    assert "Attribution-ShareAlike 4.0" in names["LICENSE-wordfreq.txt"] and "SUBTLEX" in names["LICENSE-wordfreq.txt"]
    assert FILE.stat().st_size < 1_500_000
    assert digest() in ANALYSIS_VERSION


def test_nothing_is_read_before_a_dutch_word_is_asked_for_and_no_django():
    code = (
        "import sys; from search.analysis import make_streams; from search.analysis.lexicon import load\n"
        "make_streams('city labs', 'en'); assert load.cache_info().currsize == 0\n"
        "make_streams('stadslabs', 'nl'); assert load.cache_info().currsize == 1\n"
        "assert 'django' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[3])


def test_parts_are_learned_from_a_bare_list():
    firsts = ["wijk", "buurt", "stads", "water"]
    lasts = ["raad", "plan", "huis", "krant", "markt", "werk", "park", "feest", "dienst", "team", "kaart", "bestuur"]
    words = {*firsts, *lasts, *(first + last for first in firsts for last in lasts)}
    learned, last = learn(words, lambda word: word, whole=1.0)
    assert set(learned) == set(firsts) and set(last) == set(lasts)
