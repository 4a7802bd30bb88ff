"""What the site writes itself of a result and reads of a card."""

import pytest

from knowledge.matching.candidates import read_text
from knowledge.matching.loop import summarise
from knowledge.models import DemandPage


@pytest.mark.parametrize(
    ("result", "answer"),
    [("<p>Zon &amp; wind helpen, o.a. in Laak. En er is koffie.</p>", "Zon & wind helpen, o.a. in Laak."),
     ("<p>Mevr. De Vries won i.s.m. Haag Wonen. Mooi.</p>", "Mevr. De Vries won i.s.m. Haag Wonen."),
     ("<h3>Resultaat</h3><p>Het werkt</p><p>Echt.</p>", "Het werkt."), ("<p>Er is:</p><ul><li>groen</li></ul>", "Er is: groen."),
     ("<p>Zij zei: “Ja.” Klaar.</p>", "Zij zei: “Ja.”"), ("<p> </p>", ""), (f"<p>{'woord ' * 90}</p>", f"{'woord ' * 90}"[:279] + "…")],
)  # fmt: skip
def test_the_answer_is_the_first_sentence_as_it_is_read(result, answer):
    assert summarise(result) == answer


def test_words_of_a_card_are_those_that_its_readers_see():
    page = DemandPage(title="Foto's", why="<p>Onze foto&#x27;s &amp; films.</p><p>Weg.</p>")
    assert read_text(page).split() == ["Foto's.", "Onze", "foto's", "&", "films.", "Weg."]
