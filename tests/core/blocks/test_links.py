"""“Read also”: each entry in the language of the page when it is public in that, else in its own, which is said."""

import re

import pytest

from core.entries.content_html import split_sections
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_copy

pytestmark = pytest.mark.django_db


def read_also(client, page) -> list[tuple[str, str]]:
    """Return (address, language) of the cards within the text of a page; the language is empty where it is the page's."""
    told = client.get(page.url).text.partition('class="read-also"')[2].partition('<p class="meta">\n')[0]
    cards = told.split("<article")[1:]
    return [(re.search(r'href="([^"]+)"', card)[1], "".join(re.findall(r' lang="(\w+)"', card)[:1])) for card in cards]


def make_page(*entries):
    """Return a case whose text leads on to some entries."""
    page = factories.CasePageFactory()
    page.body = [("text", "<p>Tekst</p>"), ("related", {"heading": "", "entries": list(entries)})]
    publish(page)
    return page


def test_read_also_leads_to_the_translation_that_is_public(client, home):
    first, second = factories.CasePageFactory(title="Eerste"), factories.CasePageFactory(title="Tweede")
    page = make_page(first, second)
    english_first = publish_english_copy(first, "First")
    english = publish_english_copy(page, "Page")
    assert read_also(client, english) == [(english_first.url, ""), (second.url, "nl")]
    assert read_also(client, page) == [(first.url, ""), (second.url, "")]
    english_first.refresh_from_db()
    english_first.unpublish()
    assert read_also(client, english) == [(first.url, "nl"), (second.url, "nl")]
    publish(english_first)
    first.unpublish()
    second.unpublish()
    assert read_also(client, english) == [(english_first.url, "")]
    assert read_also(client, page) == []


def test_an_entry_that_is_chosen_in_both_languages_stands_there_once(client, home):
    first = factories.CasePageFactory(title="Eerste")
    english_first = publish_english_copy(first, "First")
    page = make_page(first, english_first)
    assert read_also(client, page) == [(first.url, "")]


def test_the_index_has_no_cards_and_asks_for_none(home, rf):
    other = factories.CasePageFactory(title="Elders")
    page = make_page(other)
    page.refresh_from_db()
    assert "Elders" in page.render_content(rf.get("/"))
    assert "Elders" not in page.render_content()
    assert "read-also" not in page.render_content()


@pytest.mark.parametrize("title", ["Aanpak", "Aanpak 2", "Slot"])
def test_a_card_takes_no_id_from_the_headings_and_paragraphs_of_the_text(home, rf, title):
    card = ("related", {"heading": "", "entries": [factories.CasePageFactory(title=title)]})
    page = factories.CasePageFactory()
    page.body = [card, ("text", "<h2>Aanpak</h2><p>Een.</p><p>Twee.</p><h2>Slot</h2><p>Uit.</p>")]
    publish(page)
    shown = page.render_content(rf.get("/"))
    assert "read-also" in shown and 'id="aanpak"' in shown
    assert list(split_sections(shown)) == list(split_sections(page.render_content()))
