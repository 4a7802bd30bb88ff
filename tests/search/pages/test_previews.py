"""Previews of hits: more of the text around, on every hit, with one query at most and nothing that is hidden."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.query.matching import Match, TextMatcher
from search.query.snippets import EXCERPT_LENGTH, make_excerpt
from tests import factories

MORE = re.compile(r'<details class="more"><summary>.*?</summary><p>(.*?) <a href="([^"]+)"', re.DOTALL)
LONG = " ".join(f"Zin {number} over iets anders dan bloemen." for number in range(40))


@pytest.fixture(scope="module")
def made(module_db):
    """An entry with a long section, one of which only the lead matches, and one of which only the title does."""
    long = f"<h2>Tuin</h2><p>{LONG} Hier staan goudsbloemen. {LONG}</p>"
    made = [
        factories.CasePageFactory(title="Lang", lead="Kort.", body=[("text", long)]),
        factories.ArticlePageFactory(
            title="Lead", lead="Goudsbloemen dus.", body=[("text", "<h2>Erna</h2><p>Wat volgt.</p>")]
        ),
        factories.CasePageFactory(title="Goudsbloemen", lead="De lead van een titel."),
    ]
    factories.do_work()
    return made


def test_every_hit_has_more_text_with_its_words(made, db, client):
    found = {url: text for text, url in MORE.findall(client.get("/zoeken/", {"q": "goudsbloemen"}).text)}
    long, lead, title = (entry.url for entry in made)
    assert (
        "<mark>goudsbloemen</mark>" in found[f"{long}#tuin"] and 300 < len(found[f"{long}#tuin"]) < EXCERPT_LENGTH + 60
    )
    assert "Wat volgt." in found[f"{lead}#erna"] and len(found) == 3
    assert any(url.startswith(title) for url in found)


def test_filter_without_a_text_previews_the_lead(made, db, client):
    assert len(MORE.findall(client.get("/zoeken/", {"kind": "case"}).text)) == 2


def test_previews_cost_no_query_for_each_hit(made, db, client):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/zoeken/", {"q": "goudsbloemen"})
        return len(queries)

    count()
    before = count()
    for number in range(3):
        factories.CasePageFactory(title=f"Nog {number}", lead="Goudsbloemen dus.", body=made[1].body)
    factories.do_work()
    count()
    assert count() == before


def test_title_kind_and_date_stand_in_one_line_and_two_places_are_open(made, db, client):
    body = [("text", "".join(f"<h2>Kop {at}</h2><p>Dahlia’s nummer {at}.</p>" for at in range(4)))]
    factories.CasePageFactory(title="Perk", lead="Zonder.", body=body, display_date="2025-03-02")
    factories.do_work()
    html = client.get("/zoeken/", {"q": "dahlia’s"}).text
    hit = html[html.index('<article class="hit"') : html.index("</article>")]
    head = hit[: hit.index('<ol class="places">')]
    assert re.findall(r"<h3>|tab--case|<time", head) == ["<h3>", "tab--case", "<time"]
    shown, folded = hit.split('<details class="more">')
    assert (shown.count("data-passage"), folded.count("data-passage")) == (2, 1)


@pytest.mark.parametrize("at", [0, 700, 1590])
def test_excerpt_has_whole_words_and_the_match(at):
    text = "woord " * 300
    html = make_excerpt(text, [Match(at - at % 6, at - at % 6 + 5, 0)], [1.0])
    plain = html.replace("<mark>", "").replace("</mark>", "").replace("… ", "").replace(" …", "")
    assert html.count("<mark>woord</mark>") == 1 and set(plain.split()) == {"woord"} and len(plain) <= EXCERPT_LENGTH


def test_a_text_is_matched_once_for_its_place_and_its_preview(made, db, client, monkeypatch):
    matched: list[str] = []
    match = TextMatcher.match

    def note(self, text: str, *more):
        matched.append(text)
        return match(self, text, *more)

    monkeypatch.setattr(TextMatcher, "match", note)
    client.get("/zoeken/", {"q": "goudsbloemen"})
    assert len([text for text in matched if text.startswith(LONG)]) == 1
