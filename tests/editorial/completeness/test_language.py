"""Words, as hints count and find them."""

import pytest

from editorial.completeness.language import count_words, is_rare


def test_signs_that_stand_alone_are_no_words():
    assert count_words("Een – streep – telt niet") == 4


@pytest.mark.parametrize(
    ("word", "rare"), [("subsidiariteitsbeginsel", True), ("bewonersavonden", False), ("samenwerkingsverband", False)]
)
def test_rare_words(word, rare):
    assert is_rare(word, "nl") is rare
    assert not is_rare(word, "en")
