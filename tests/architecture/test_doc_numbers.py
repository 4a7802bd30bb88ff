"""Every number of the docs is read from the code (doc_numbers.toml), or stands there with the reason why not."""

import re
import tomllib

import pytest

from tests.architecture.doc_numbers import ROOT, evaluate, find_numbers, make_pattern, read_colour, read_number

DOCS = {str(path.relative_to(ROOT / "docs")): path for path in sorted((ROOT / "docs").rglob("*.md"))}
REGISTER = tomllib.loads((ROOT / "tests/architecture/doc_numbers.toml").read_text(encoding="utf-8"))
# Why a number is not read from the code.
REASONS = {
    "measured": "what a run gave, on a day",
    "others": "of a standard, a law, another program or another site",
    "example": "an example",
    "said": "counts what the same sentence or list says",
    "aim": "what people are asked to keep to",
    "tested": "another test compares it",
}
ROWS = [
    (name, phrase, [sources] if isinstance(sources, str) else sources)
    for name, rows in REGISTER["code"].items()
    for phrase, sources in rows.items()
]


def read(name: str) -> str:
    return DOCS[name].read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REGISTER["code"])
def test_numbers_are_those_of_the_code(name):
    wrong = []
    for _name, phrase, sources in (row for row in ROWS if row[0] == name):
        found = list(make_pattern(phrase).finditer(read(name)))
        if not found:
            wrong.append(f"not in the text: {phrase}")
        for match in found:
            for said, source in zip(match.groups(), sources, strict=True):
                number, decimals = read_number(said)
                held = evaluate(source)
                if round(held, decimals) != round(number, decimals):
                    wrong.append(f"{phrase}: the docs say {said}, the code {held:g} ({source})")
    assert wrong == []


def find_uncovered(name: str, words: str) -> tuple[list[re.Match], list[str]]:
    """Return (numbers without a row or a reason, phrases with a reason that cover no number)."""
    covered, idle = set(), []
    for _name, phrase, _sources in (row for row in ROWS if row[0] == name):
        for match in make_pattern(phrase).finditer(words):
            covered |= {at for number in range(1, match.re.groups + 1) for at in range(*match.span(number))}
    numbers = find_numbers(words)
    for phrases in REGISTER["kept"].get(name, {}).values():
        for phrase in phrases:
            spans = [match.span() for match in make_pattern(phrase, whole=True).finditer(words)]
            inside = {one.start() for one in numbers if any(begin <= one.start() < end for begin, end in spans)}
            if not inside - covered:
                idle.append(phrase)
            covered |= inside
    return [one for one in numbers if one.start() not in covered], idle


@pytest.mark.parametrize("name", DOCS)
def test_every_number_has_a_row_or_a_reason(name):
    left, idle = find_uncovered(name, read(name))
    shown = [read(name)[max(0, one.start() - 30) : one.end() + 30] for one in left]
    assert shown == [], "write a row in tests/architecture/doc_numbers.toml, or leave the number out"
    assert idle == [], "these phrases of doc_numbers.toml stand for no number of the text"


def test_the_register_names_docs_and_reasons():
    assert sorted({*REGISTER["code"], *REGISTER["kept"]} - DOCS.keys()) == []
    assert sorted({reason for rows in REGISTER["kept"].values() for reason in rows} - REASONS.keys()) == []


def test_a_new_number_is_found():
    words = f"{read('search.md')}\nAt most 77 words, `88` of them in twelve lines (2026-01-02)."
    assert [one[0] for one in find_uncovered("search.md", words)[0]] == ["77", "twelve"]


def test_a_wrong_number_is_found():
    words = read("search.md").replace("brings 60", "brings\n61")
    said = make_pattern("BM25 brings {} candidates").search(words)[1]
    assert (read_number(said)[0], evaluate("search.query.executor:RERANKED_PASSAGES")) == (61, 60)


@pytest.mark.parametrize(
    ("said", "number"),
    [("60", (60, 0)), ("1,000", (1000, 0)), (".951", (0.951, 3)), ("0.5", (0.5, 1)), ("Three", (3, 2)), ("drie", (3, 2))],
)  # fmt: skip
def test_numbers_are_read(said, number):
    assert read_number(said) == number


def test_colours_of_the_design_are_those_of_the_styles():
    rows = re.findall(r"^\| `--(\w[\w-]*)` \| (#\w{6}) \| (#\w{6}) \|", read("design.md"), re.MULTILINE)
    assert len(rows) > 8
    assert rows == [(name, read_colour(name, False), read_colour(name, True)) for name, _light, _dark in rows]
