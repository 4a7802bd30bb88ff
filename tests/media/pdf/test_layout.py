"""What is read equals what was written: words in order, in several layouts; and the rules for hyphens."""

import difflib
import io
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.evenings import write_report
from demo.markup import to_roles
from demo.pdf_structure import make_pdf
from demo.source import read_folder
from media.pdf import reader
from media.pdf.hyphenation import clean_characters, collect_words, dehyphenate
from media.pdf.language import guess_language
from media.pdf.layout import RawPage, TextLine, extract_blocks
from tests.media.pdf.layouts import Setter

COMPOUNDS = {"onderzoeksvraag": 10, "woningcorporatie": 6, "leefbaarheidsoverleg": 12, "bewonersavond": 9, "huismeester": 4,
             "samenwerkingsovereenkomst": 14, "kennisinstelling": 6, "buurtvrouwenhuis": 5, "wijkmakelaar": 4,
             "ontmoetingsplekken": 12, "gebiedsontwikkeling": 7, "bestaanszekerheid": 9, "Noord-Holland": 6}  # fmt: skip
PLAIN = [
    "de",
    "een",
    "van",
    "en",
    "in",
    "wij",
    "met",
    "de",
    "bewoners",
    "praten",
    "over",
    "het",
    "huis",
    "waar",
    "iemand",
    "woont",
    "die",
    "financiering",
    "zoekt",
    "voor",
    "een",
    "effectieve",
    "aanpak",
    "terwijl",
    "studenten",
    "officieel",
    "leren",
    "van",
    "de",
    "straat",
    "en",
    "de",
    "afdeling",
    "het",
    "profiel",
    "van",
    "de",
    "wijk",
    "beschrijft",
]


def make_words(seed: int, paragraphs: int) -> list[str]:
    """Return paragraphs of Dutch words with many long ones."""
    chance = random.Random(seed)
    found = []
    for _ in range(paragraphs):
        words = [chance.choice([*PLAIN, *COMPOUNDS]) for _ in range(chance.randint(25, 90))]
        for at in range(6, len(words), 11):
            words[at] += "."
        found.append(" ".join(words).capitalize() + ".")
    return found


def tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[-'’][^\W_]+)*", text)


def share_in_order(wanted: str, got: str) -> float:
    """Return the share of the words that were found, in their order."""
    a, b = tokens(wanted), tokens(got)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / max(len(a), len(b))


def read_back(content: bytes) -> list[str]:
    state, rows = reader.run_worker(io.BytesIO(content))
    assert state == "read"
    return ["\n".join(text for _role, text in row["blocks"]) for row in rows if row["kind"] == "page"]


LAYOUTS = {
    "one column": {},
    "two columns": {"columns": 2, "size": 9.5},
    "three columns": {"columns": 3, "size": 8.5},
    "running head with number": {"head": "Jaarverslag · {n}", "foot": ""},
    "heads left and right": {"head": "Stadskennis in de wijk", "odd_even": True, "foot": "Pagina {n}"},
    "ligatures": {"ligatures": True, "columns": 2},
    "number of total": {"foot": "{n} / 60", "head": "Voorbeeldverslag"},
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_words_in_order(name):
    cuts = [(word + end, cut) for word, cut in COMPOUNDS.items() if "-" not in word for end in ("", ".")]
    setter = Setter(hyphens=cuts, **LAYOUTS[name])
    paragraphs = make_words(len(name), 24)
    wanted = []
    for number, paragraph in enumerate(paragraphs):
        if number % 6 == 0:
            setter.heading(f"Deel over wijk {number}")
            wanted.append(f"Deel over wijk {number}")
        setter.paragraph(paragraph, indent=14 if number % 2 else 0, above=0 if number % 2 else 6)
        wanted.append(paragraph)
    pages = read_back(setter.write())
    share = share_in_order(" ".join(wanted), " ".join(pages))
    print(f"{name}: {share:.4f} of {len(tokens(' '.join(wanted)))} words on {len(pages)} pages")
    assert len(pages) > 1
    assert share >= 0.99


@pytest.mark.parametrize("name", sorted(read_folder("files")))
def test_words_of_the_example_reports(name):
    values = read_folder("files")[name]
    roles = to_roles(write_report(values) if "evenings" in values else values["text"])
    got = " ".join(read_back(make_pdf(values["title"], roles)))
    assert share_in_order(" ".join(text for _role, text in roles), got) >= 0.99


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("de onderzoeks", "vraag is", "de onderzoeksvraag is"),
        ("in Noord", "Holland", "in Noord-Holland"),
        ("de in", "en uitstroom", "de in- en uitstroom"),
        ("zorg", "of welzijnswerk", "zorg- of welzijnswerk"),
        ("de HBO", "studenten", "de HBO-studenten"),
        ("een mbo", "opleiding", "een mbo-opleiding"),
        ("SAMEN", "WERKING", "SAMENWERKING"),
        ("zee", "eend", "zee-eend"),
        ("be", "eindigd", "beëindigd"),
        ("co", "ordinatie", "coördinatie"),
        ("van 2026", "2028", "van 2026-2028"),
        ("oud", "bestuurder", "oud-bestuurder"),
        ("hoofd", "stuk", "hoofdstuk"),
        ("ver", "en", "veren"),
    ],
)
def test_hyphens(left, right, joined):
    known = {"veren"} if joined == "veren" else set()
    assert dehyphenate(left, right, known) == joined


def test_words_of_the_document_go_before_the_rules():
    assert dehyphenate("sociaal", "cultureel", {"sociaal-cultureel"}) == "sociaal-cultureel"
    assert dehyphenate("oud", "ste", {"oudste"}) == "oudste"


def make_sheet(*lines, height=842.0):
    """Return a page of (text, base, size)."""
    return RawPage([TextLine(text, 72, 72 + len(text) * 6, base, size) for text, base, size in lines], height)


def test_heading_that_comes_back_is_no_running_head():
    raw_pages = [
        make_sheet((f"Wijk {number}", 780, 18), ("Hier wonen mensen.", 700, 11), (f"{number} van 9", 40, 9))
        for number in range(1, 10)
    ]
    assert extract_blocks(raw_pages)[4] == [("h", "Wijk 5"), ("p", "Hier wonen mensen.")]


def read_sheets(*sheets: list[tuple[str, float]]) -> list[str]:
    """Return the text of pages of lines (words, size), each with its number, as the worker reads it from a file."""
    setter = Setter()
    for lines in sheets:
        setter.column = setter.columns
        setter.next_column()
        for at, (words, size) in enumerate(lines):
            setter.put(64, 740 - 16 * at, words, size=size)
    return read_back(setter.write())


LINE = ("De bewoners van de straat praten met elkaar over het huis en de buurt.", 11)


@pytest.mark.parametrize(
    ("end", "start", "found"),
    [("Zij maken een samenwer-", "kingsverband met de corporatie.", ("samenwerkingsverband", "met de corporatie.")),
     ("Zij maken een samenwer-", "kingsverband", ("samenwerkingsverband", "")),
     ("Wie werkt in Noord-", "Holland is hier bekend.", ("Noord-", "Holland is hier bekend.")),
     ("Het gaat over zorg-", "en welzijnswerk in de wijk.", ("zorg-", "en welzijnswerk in de wijk.")),
     ("Het gaat over zorg-", "en, welzijn en wonen.", ("zorg-", "en, welzijn en wonen.")),
     ("Het gaat over zorg-", "en/of welzijnswerk.", ("zorg-", "en/of welzijnswerk.")),
     ("Het plan loopt van 2026-", "tot het einde van het jaar.", ("2026-", "tot het einde van het jaar."))],
)  # fmt: skip
def test_word_that_goes_on_over_the_page_stands_whole_on_the_first(end, start, found):
    first, second = read_sheets([LINE, LINE, (end, 11)], [(start, 11), LINE])
    assert first.endswith(f" {found[0]}")
    assert second.startswith(found[1] or LINE[0])


def test_heading_of_the_next_page_is_no_rest_of_a_word():
    first, second = read_sheets([LINE, ("Zij maken een samenwer-", 11)], [("werk in de wijk", 20), LINE])
    assert first.endswith("samenwer-") and second.startswith("werk in de wijk")


def test_year_at_the_foot_is_no_page_number():
    raw_pages = [make_sheet(("Tekst.", 500, 11), (year, 40, 11)) for year in ("2019", "2024")]
    assert [blocks[-1][1] for blocks in extract_blocks(raw_pages)] == ["2019", "2024"]


def test_language():
    assert (
        guess_language(
            "De wijk is van de mensen die er wonen en het huis staat in de straat waar zij met elkaar zijn. " * 2
        )
        == "nl"
    )
    assert (
        guess_language(
            "The district belongs to the people who live in it, and their house is in the street that they share. " * 2
        )
        == "en"
    )
    assert guess_language("Staedion Haag Wonen") == ""
    assert guess_language("lorem ipsum dolor sit amet consectetur adipiscing elit " * 5) == ""


LINES = st.builds(
    TextLine,
    st.text(max_size=40),
    *[st.floats(-1e6, 1e6) for _ in range(3)],
    st.floats(0, 500),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(st.builds(RawPage, st.lists(LINES, max_size=8), st.floats(1, 2000)), max_size=5))
def test_layout_takes_anything(raw_pages):
    number = len(raw_pages)
    pages = extract_blocks(raw_pages)
    assert len(pages) == number
    for blocks in pages:
        for role, text in blocks:
            assert role in {"h", "p", "li"}
            assert "\ufffe" not in text and "\0" not in text
            text.encode("utf-8")


@given(st.text(max_size=200))
def test_clean_characters_is_done_at_once(text):
    once = clean_characters(text)
    assert clean_characters(once) == once
    assert not set(once) & set("\ufb01\ufb02\xad\u200b\ufffd")


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@given(WORD, WORD, st.sets(WORD, max_size=4))
def test_joining_loses_no_letter(left, right, known):
    joined = dehyphenate(left, right, known)
    plain = joined.replace("-", "").replace(" ", "").translate(str.maketrans("ëïöü", "eiou"))
    assert plain == left + right


def test_known_words_leave_out_the_end_of_a_line():
    assert collect_words(["de in-", "en uitstroom"]) == {"de", "in", "en", "uitstroom"}
