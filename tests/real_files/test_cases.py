"""Every small case from real use is read by some test; those of words and of titles here."""

from pathlib import Path

import pytest
from django.db import connection
from lxml import etree

from core.models import EntryPage
from search.management.commands.evaluate_inflection import meets
from tests import factories

TESTS = Path(__file__).parents[1]
CASES = Path(__file__).parent / "cases"


def test_every_case_is_read_by_a_test():
    texts = [path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")]
    assert [case.name for case in CASES.iterdir() if not any(f'"{case.name}"' in text for text in texts)] == []


def read_pairs() -> tuple[list[list[str]], list[list[str]]]:
    """Return the pairs of forms of one word, and those of two words."""
    forms, strangers, rows = [], [], []
    for line in (CASES / "woordparen.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            rows = forms if "two forms" in line else strangers if "never" in line else []
        elif line.strip():
            rows.append(line.split("\t"))
    return forms, strangers


def test_forms_of_a_word_meet_and_strangers_do_not():
    forms, strangers = read_pairs()
    assert len(forms) == 11 and len(strangers) == 1
    assert [pair for pair in forms if not (meets(*pair) and meets(*reversed(pair)))] == []
    assert [pair for pair in strangers if meets(*pair) or meets(*reversed(pair))] == []


@pytest.mark.django_db
def test_title_of_word_takes_no_feed_down_whether_it_was_typed_or_stood_there(home, client):
    title = (CASES / "titel-met-vt.txt").read_bytes().decode()
    assert "\x0b" in title
    case = factories.CasePageFactory(title=title, lead=title)
    assert (case.title, case.lead.splitlines()) == ("Wijkavond deel twee", ["Wijkavond", "deel twee"])
    with connection.cursor() as cursor:  # stored as before anything was cleaned
        cursor.execute(f'UPDATE "{EntryPage._meta.db_table}" SET lead = %s', [title])  # noqa: S608 -- our own table
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE id = %s", [title, case.pk])
    factories.do_work()
    for address in ("/feeds/alles.xml", "/zoeken/feed/?q=wijkavond"):
        answer = client.get(address)
        assert answer.status_code == 200 and "deel twee" in "".join(etree.fromstring(answer.content).itertext())
