"""The privacy page says of questions and offers what the code does."""

import tomllib
from pathlib import Path

import pytest

from knowledge.exchange.clock import FORM_KEPT, UNCONFIRMED_KEPT
from knowledge.exchange.lifecycle import GRACE
from knowledge.submissions.drafts import KEPT

PAGES = Path(__file__).parents[2] / "site/demo/content/pages"


def read(name: str, code: str) -> str:
    """Return the text of a page in a language."""
    page = tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))
    return (page if code == "nl" else page["en"])["body"][0]["text"]


@pytest.mark.parametrize(("code", "words"), [("nl", ("uur", "dagen", "dagen")), ("en", ("hours", "days", "days"))])
def test_the_times_are_those_of_the_code(code, words):
    assert KEPT == FORM_KEPT
    numbers = (KEPT.total_seconds() // 3600, UNCONFIRMED_KEPT.days, GRACE.days)
    text = read("privacy", code)
    for number, word in zip(numbers, words, strict=True):
        assert f"{number:.0f} {word}" in text


@pytest.mark.parametrize("code", ["nl", "en"])
@pytest.mark.parametrize("name", ["privacy", "colofon"])
def test_who_is_responsible_is_named_and_marked_as_an_example(name, code):
    text = read(name, code)
    paragraph = next(part for part in text.split("\n\n") if "Kenniscoalitie Voorbeeld" in part)
    assert "Voorbeeldkade 1" in paragraph and ("voorbeeld." in paragraph or "example." in paragraph)
    assert "/contact/" in paragraph


def test_newcomers_read_that_a_resident_can_ask():
    part = read("nieuw-hier", "nl").split("## Ik woon in de wijk")[1].split("## ")[0]
    assert "/vraag-en-aanbod/nieuwe-vraag/" in part
