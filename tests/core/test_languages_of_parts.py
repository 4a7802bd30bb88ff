"""What stands in for a missing translation says its language to a screen reader; what the site says around it does not."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from core.models import CollectedEntry
from knowledge.models import DossierSession
from tests import factories
from tests.translations import publish_english_copy, publish_english_home

pytestmark = pytest.mark.django_db


def foreign(html: str) -> list[tuple[str, str]]:
    """Return (element, its text) of what has the language code of Dutch."""
    found = re.findall(r'<(\w+)[^>]* lang="nl"[^>]*>(.*?)</\1>', html, re.DOTALL)
    return [(tag, " ".join(re.sub(r"<[^>]+>", "", inner).split())) for tag, inner in found]


def part(client, url: str, start: str, end: str) -> str:
    """Return a part of a page."""
    return client.get(url).text.partition(start)[2].partition(end)[0]


def test_card_says_the_language_of_what_the_entry_says(home):
    place = factories.PlaceFactory(name="Laak")
    entry = factories.CasePageFactory(title="Kweepeer", lead="Een peer.", places=[place])
    with translation.override("en"):
        card = render_to_string("components/card.html", {"entry": entry, "LANGUAGE_CODE": "en"})
    assert foreign(card) == [("a", "Kweepeer"), ("p", "Een peer."), ("span", "Laak")]
    assert "City lab" in card
    own = render_to_string("components/card.html", {"entry": entry, "LANGUAGE_CODE": "nl"})
    assert foreign(own) == []


def test_neighbours_say_their_language(client, home):
    entries = [factories.CasePageFactory(title=title) for title in ("Appel", "Peer", "Pruim")]
    rows = [CollectedEntry(target=one, sort_order=number) for number, one in enumerate(entries)]
    edition = factories.EditionPageFactory(title="Boomgaard", collected=rows)
    english = publish_english_copy(entries[1], "Pear")
    english_edition = publish_english_copy(edition, "Orchard")
    beside = [("span", "Appel"), ("span", "Pruim")]
    assert foreign(part(client, english.url, 'class="neighbours"', "</nav>")) == beside
    english_edition.refresh_from_db()
    english_edition.unpublish()
    assert foreign(part(client, english.url, 'class="neighbours"', "</nav>")) == [("a", "Boomgaard"), *beside]
    assert foreign(part(client, entries[1].url, 'class="neighbours"', "</nav>")) == []


def test_edition_as_mail_and_on_paper_says_the_language_of_its_entries(client, home):
    entry = factories.CasePageFactory(title="Appel", lead="Een appel.")
    edition = factories.EditionPageFactory(collected=[CollectedEntry(target=entry)])
    english = publish_english_copy(edition, "Orchard")
    assert foreign(part(client, f"{english.url}mail/", "<main>", "</main>")) == [("a", "Appel"), ("p", "Een appel.")]
    assert foreign(part(client, f"{edition.url}mail/", "<main>", "</main>")) == []
    assert re.search(
        r'lang="nl">(?:(?!</section>).)*<p class="meta" lang="en">', client.get(f"{english.url}print/").text, re.S
    )


def test_timeline_and_facts_say_the_language_of_what_they_lead_to(client, home):
    minutes = factories.MinutesPageFactory(title="Verslag")
    question = factories.DemandPageFactory(title="Vraag")
    sessions = [DossierSession(number=1, title="Sessie", minutes=minutes)]
    dossier = factories.DossierPageFactory(title="Dossier", sessions=sessions, demand=question)
    minutes.dossier = dossier
    minutes.save_revision().publish()
    publish_english_home()
    english = publish_english_copy(dossier, "File")
    assert ("a", "Verslag") in foreign(part(client, english.url, '<ol class="line', "</ol>"))
    assert foreign(part(client, english.url, '<dl id="in-short">', "</dl>")) == [("a", "Vraag")]
    assert foreign(part(client, dossier.url, '<ol class="line', "</ol>")) == []
    english.refresh_from_db()
    english.unpublish()
    of_session = publish_english_copy(minutes, "Minutes")
    assert foreign(part(client, of_session.url, '<dl id="in-short">', "</dl>")) == [("a", "Dossier")]
    assert foreign(part(client, minutes.url, '<dl id="in-short">', "</dl>")) == []
