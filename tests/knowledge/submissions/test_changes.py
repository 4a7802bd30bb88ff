"""A change by who brought a card in changes what they changed, and nothing that the board wrote besides."""

import re

import pytest
from django.core import mail
from django.utils import translation

from editorial.inbox.keys import find_named_work
from knowledge.models import Submission
from knowledge.submissions.proposals import change_text, read_text
from knowledge.submissions.steps import KINDS
from tests import factories
from tests.knowledge.submissions.forms import DEMAND, OFFER, STEPS, bring_in, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("patient", "exchange")]
ASKED, NEW = STEPS[DEMAND][0]["question"], "Hoe blijven onze portieken schoon?"
RICH = '<p>Er staan <b>fietsen</b>.</p><ul><li>Zie de <a href="https://wijk.example">lijst</a>.</li></ul>'


def bring(client, work, path: str):
    """Bring a card in; return a function that changes it by the form as it stands there, and returns the newest version."""
    submission, own = bring_in(client, mail.outbox, work, path)

    def change(**values):
        kind, page = KINDS[submission.kind], submission.page.specific
        shown = read_text(kind, page)
        posted = {name: value for name, value in shown.items() if value is not None} | values
        typed = {name: re.sub("\n", "\r\n", text) if isinstance(text, str) else text for name, text in posted.items()}
        assert post(client, f"{own}wijzigen/", typed).status_code == 303
        return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()

    return change


def write(**values):
    """Keep what the board writes in the newest version."""
    page = Submission.objects.get().page.specific.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision(clean=False)  # as a draft is kept: with an empty lead too


@pytest.mark.parametrize("lead", [ASKED, "", "De redactie vat het samen."])
def test_a_lead_that_is_the_question_follows_it(client, work, lead):
    change = bring(client, work, DEMAND)
    write(lead=lead)
    assert change(title="Een betere titel").lead == (lead or ASKED)
    page = change(question=NEW)
    assert (page.question, page.lead) == (NEW, NEW if lead in (ASKED, "") else lead)
    assert change(question="Nog anders?").lead == ("Nog anders?" if lead in (ASKED, "") else lead)


@pytest.mark.parametrize("path", [DEMAND, OFFER])
def test_what_the_owner_did_not_change_stays_as_the_board_wrote_it(client, work, path):
    change = bring(client, work, path)
    places = [factories.PlaceFactory(name=name) for name in ("Moerwijk", "Escamp")]
    themes = [factories.ThemeFactory(name=name) for name in ("Wonen", "Afval")]
    rich = "why" if path == DEMAND else "conditions"
    city = {"whole_city": True} if path == OFFER else {}
    write(places=places, themes=themes, **{rich: RICH}, **city)
    page = change(title="Een betere titel")
    assert page.title == "Een betere titel"
    assert (set(page.places.all()), set(page.themes.all())) == (set(places), set(themes))
    assert getattr(page, rich) == RICH
    assert path == DEMAND or page.whole_city
    kind = "demand" if path == DEMAND else "offer"
    assert read_text(KINDS[kind], page)[rich] == "Er staan fietsen.\n\nZie de lijst."
    third = factories.PlaceFactory(name="Laak")
    page = change(place=str(third.translation_key), **{rich: "Anders."})
    assert ([*page.places.all()], getattr(page, rich)) == ([third], "<p>Anders.</p>")
    assert path == DEMAND or not page.whole_city
    page = change(place="", themes=[])
    assert ([*page.places.all()], [*page.themes.all()]) == ([], [])
    assert path == DEMAND or page.whole_city


def test_records_that_the_form_cannot_show_stay(client, work):
    bring(client, work, OFFER)
    place, theme = factories.PlaceFactory(), factories.ThemeFactory(name="Wonen")
    write(places=[place], themes=[theme])
    submission = Submission.objects.get()
    values = read_text(KINDS["offer"], submission.page.specific)
    with translation.override("en"):  # neither has a name in English here
        change_text(submission, {**values, "place": "", "themes": []})
    page = Submission.objects.get().page.specific.get_latest_revision_as_object()
    assert ([*page.places.all()], [*page.themes.all()]) == ([place], [theme])


def read_hidden(response) -> str:
    """Return what the form of a response says that it showed."""
    return re.search(r'name="shown"\s+value="([^"]+)"', response.text)[1]


@pytest.mark.parametrize("is_refused", [False, True])
def test_what_the_board_wrote_while_the_form_stood_open_stays(client, work, is_refused):
    submission, own = bring_in(client, mail.outbox, work)
    themes = [factories.ThemeFactory(name=name) for name in ("Wonen", "Afval", "Groen", "Jeugd")]
    place = factories.PlaceFactory(name="Moerwijk")
    write(themes=themes[:2])
    kind, url = KINDS["demand"], f"{own}wijzigen/"
    opened = {name: value for name, value in read_text(kind, submission.page.specific).items() if value is not None}
    hidden = read_hidden(client.get(url))
    write(title="Van de redactie", question=NEW, places=[place], themes=themes[1:3])  # takes one off, adds one
    typed = {
        **opened,
        "asked_by": "De buurt",
        "themes": [str(theme.translation_key) for theme in (themes[0], themes[3])],
    }
    if is_refused:
        refused = post(client, url, {**typed, "title": "", "shown": hidden})
        assert refused.status_code == 400 and read_hidden(refused) == hidden
    assert post(client, url, {**typed, "shown": hidden}).status_code == 303
    page = type(submission.page.specific).objects.get().get_latest_revision_as_object()
    assert (page.title, page.question, page.asked_by) == ("Van de redactie", NEW, "De buurt")
    assert ([*page.places.all()], {*page.themes.all()}) == ([place], {themes[2], themes[3]})
    post(client, url, {**typed, "title": "Van de eigenaar", "shown": hidden})
    assert type(page).objects.get().get_latest_revision_as_object().title == "Van de eigenaar"


@pytest.mark.parametrize("hidden", ["", "x", "a:b:c"])
def test_a_form_that_says_nothing_valid_is_compared_with_the_newest(client, work, hidden):
    change = bring(client, work, DEMAND)
    write(why=RICH)
    page = change(title="Een betere titel", shown=hidden)
    assert (page.title, page.why) == ("Een betere titel", RICH)


def test_each_change_is_news_to_the_board_once(client, work, chief_editor):
    change, known = bring(client, work, DEMAND), set()
    for number in range(3):
        Submission.objects.get().page.specific.get_latest_revision().publish()
        change(title=f"Titel {number}")
        with translation.override("nl" if number else "en"):  # in whatever language it is read
            told = set(find_named_work(chief_editor.user))
            assert told == set(find_named_work(chief_editor.user))
        assert len(told) == 1 and not told & known
        known |= told
