"""What the site writes itself of a result and reads of a card."""

import pytest

from editorial.inbox.keys import find_named_work
from knowledge.matching.candidates import read_text
from knowledge.matching.loop import summarise
from knowledge.models import DemandPage
from knowledge.models.proposal import Proposal
from tests import factories


@pytest.mark.parametrize(
    ("result", "answer"),
    [("<p>Zon &amp; wind helpen, o.a. in Laak. En er is koffie.</p>", "Zon & wind helpen, o.a. in Laak."),
     ("<p>Mevr. De Vries won i.s.m. Haag Wonen. Mooi.</p>", "Mevr. De Vries won i.s.m. Haag Wonen."),
     ("<h3>Resultaat</h3><p>Het werkt</p><p>Echt.</p>", "Het werkt."), ("<p>Er is:</p><ul><li>groen</li></ul>", "Er is: groen."),
     ("<p>Zij zei: “Ja.” Klaar.</p>", "Zij zei: “Ja.”"), ("<p> </p>", ""), (f"<p>{'woord ' * 90}</p>", f"{'woord ' * 90}"[:279] + "…")],
)  # fmt: skip
def test_the_answer_is_the_first_sentence_as_it_is_read(result, answer):
    assert summarise(result) == answer


@pytest.mark.django_db
def test_words_of_a_card_are_those_that_its_readers_see():
    page = DemandPage(title="Foto's", why="<p>Onze foto&#x27;s &amp; films.</p><p>Weg.</p>")
    assert read_text(page).split() == ["Foto's.", "Onze", "foto's", "&", "films.", "Weg."]


@pytest.mark.django_db
def test_the_next_match_of_a_question_is_news_to_the_board(home, researcher):
    demand, told = factories.DemandPageFactory(), []
    for title in ("Een vak", "Een stage"):
        offer = factories.OfferPageFactory(title=title)
        Proposal.objects.create(demand=demand, offer=offer, demand_answer=True, offer_answer=True)
        told.append(find_named_work(researcher.user))
    assert [len(one) for one in told] == [1, 2]
