"""The five sources as a checklist: every address of the table answers and shows what the table says."""

import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
ROWS = re.findall(
    r"^\| (\d+) \| (.+?) \| (.+?) \|$", (Path(__file__).parents[2] / "docs/sources.md").read_text(), re.MULTILINE
)
SHOWN = {
    "7": ["Jaarplan 2025", "Stageplaatsen maken"],
    "11": ["https://www.agendastad.nl/"],
    "17": ["<ins>"],
    "19": ["Stuurgroep", "Hoe het zover kwam"],
    "20": ["2026–2028", "Van afspraak naar afspraak"],
    "27": ["korte termijn"],
    "30": ["Investeren in leefbaarheid"],
    "37": ["<b>G"],
    "38": ["application/pdf"],
    "51": ["Woningcorporatie", "Mbo"],
    "52": ["Doet mee sinds"],
    "53": ["Trekker", "Stadsmakelaar", "Vraageigenaar", "Moderator"],
    "59": ["Versie 1", "Versie 3"],
    "60": ["Werkatelier 2", "6 december 2018"],
    "61": ["Eigen tekening"],
    "62": ["Onderzoek", "minuten lezen"],
    "63": ["student en redacteur"],
    "64": ["vraageigenaar"],
    "68": ["Partijen en handtekeningen"],
}


def test_the_table_is_long_enough():
    assert len(ROWS) >= 55
    assert set(SHOWN) - {number for number, _what, _where in ROWS} == set()


def test_every_row_is_on_a_page(client):
    missing, read = [], cache(client.get)  # many rows point at the same page
    for number, _what, where in ROWS:
        pages = [read(address) for address in re.findall(r"`([^`]+)`", where)]
        assert {page.status_code for page in pages} == {200}, (number, where)
        text = "".join(page.text for page in pages)
        missing += [(number, words) for words in SHOWN.get(number, []) if words not in text]
    assert missing == []
