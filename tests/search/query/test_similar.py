"""Similar entries through the extension of core."""

import pytest

from core.entries.similar import find_similar
from tests.factories import CasePageFactory

pytestmark = pytest.mark.django_db


def test_near_is_what_shares_rare_words_and_is_public(home, work):
    near, hidden, other = CasePageFactory(), CasePageFactory(), CasePageFactory(lead="Iets anders.", body=[])
    work()
    hidden.unpublish()
    text = "Waar in de straat groeien goudsbloemen, en wie geeft ze water? " * 20
    assert find_similar(text, "nl") == [near.pk]
    assert find_similar(text, "nl", without=[near.pk]) == []
    assert other.pk not in find_similar("goudsbloemen", "nl")


@pytest.mark.parametrize("text", ["", "de het een", "\x00\ud800", "x" * 20_000])
def test_any_text_is_allowed(home, work, text):
    CasePageFactory()
    work()
    assert len(find_similar(text, "nl")) <= 5
