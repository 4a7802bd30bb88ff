"""Posters are tagged PDF/UA with all words in it, cards have their measures, and no words of an event are read as markup."""

import io

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from talkshows.kit.artwork import ARTWORKS, PAIRS, describe_picture
from talkshows.kit.drawing import BusyError, DrawingError, draw_files, take_place
from tests.contrast import measure_contrast
from tests.talkshows.kit.facts import URL, make_facts

HOSTILE = '#strong[x] $a$ *b* _c_ `d` @e <f> \\u{41} "#read("/etc/passwd")'


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return draw_files(make_facts(), ARTWORKS.values())


def read_text(pdf: bytes) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def test_posters_are_tagged_and_hold_all_words(files):
    for name, size in (("poster-a3.pdf", (842, 1191)), ("poster-a4.pdf", (595, 842))):
        root = pypdf.PdfReader(io.BytesIO(files[name])).trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "nl" and "/StructTreeRoot" in root
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        text = read_text(files[name])
        for said in ("Wie bepaalt wat er in de wijk gebeurt?", "donderdag 21 mei 2026", "20.00 tot 21.30 uur",
                     "Wijkcentrum Moerwijk", "Fatma Yılmaz", "aflevering 4"):  # fmt: skip
            assert said in text, (name, said)
        assert URL.removeprefix("https://").rstrip("/") in text.replace(" ", "")  # it may break after its signs
        with pypdfium2.PdfDocument(files[name]) as document:
            assert len(document) == 1 and tuple(map(round, document[0].get_size())) == size


def test_print_shop_gets_bleed_and_the_city_stays_together():
    facts = make_facts(
        place="Wijkcentrum Het Voorbeeld, Voorbeeldstraat 1, Den Haag Zuidwest",
        signup_url="https://partner.example/kom",
        spoken="Engels",
    )
    pdf = draw_files(facts, [ARTWORKS["poster-a3-bleed.pdf"]])["poster-a3-bleed.pdf"]
    text = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert (
        "Den\u00a0Haag" in text and "De code: meer hierover op Stadskennis" in text and "De voertaal is Engels." in text
    )
    with pypdfium2.PdfDocument(pdf) as document:
        assert tuple(round(side / 72 * 25.4) for side in document[0].get_size()) == (303, 426)
        picture = document[0].render(scale=0.5).to_pil().convert("RGB")
    paper, ink = picture.getpixel((1, 100)), picture.getpixel((1, picture.height - 2))
    assert min(paper) > 200 > 100 > max(ink)  # colours go on to the edge


def list_roles(element) -> list[str]:
    """Return the roles of a tagged PDF's structure below an element, in reading order."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        return [role for child in element for role in list_roles(child)]
    if not isinstance(element, dict) or "/K" not in element:
        return []
    own = [str(element["/S"])] if "/S" in element else []
    return own + list_roles(element["/K"])


def test_structure_has_one_heading_then_paragraphs(files):
    roles = list_roles(pypdf.PdfReader(io.BytesIO(files["poster-a4.pdf"])).trailer["/Root"]["/StructTreeRoot"])
    assert roles.count("/H1") == 1
    assert roles.count("/P") >= 6  # series, day, hours, place, action, address


def test_fonts_are_embedded(files):
    fonts = pypdf.PdfReader(io.BytesIO(files["poster-a4.pdf"])).pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(below)


def test_code_leads_to_the_event(files):
    with pypdfium2.PdfDocument(files["poster-a4.pdf"]) as document:
        picture = document[0].render(scale=2).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [URL]


def test_pictures_have_their_measures(files):
    for name, artwork in ARTWORKS.items():
        if not artwork.is_poster:
            assert Image.open(io.BytesIO(files[name])).size == (artwork.width, artwork.height)


def test_same_facts_same_file(files):
    assert draw_files(make_facts(), [ARTWORKS["poster-a4.pdf"]])["poster-a4.pdf"] == files["poster-a4.pdf"]


@pytest.mark.parametrize(
    "changes",
    [
        {"title": HOSTILE, "place": HOSTILE, "lead": HOSTILE, "series": HOSTILE},
        {"title": "W" * 255, "place": "W" * 200, "place_note": "W" * 300, "lead": "W" * 600, "series": "W" * 255},
        {"title": "🚋" * 20, "day": "", "hours": "", "place": "", "place_note": "", "guests": (), "lead": "", "series": ""},
        {"title": "مدينتنا \u202e לנו", "phase": "cancelled", "reason": "x" * 200, "url": f"{URL}{'lang-woord-' * 30}"},
    ],
    ids=["markup", "widest", "nothing", "direction"],
)  # fmt: skip
def test_hostile_words_break_nothing(changes):
    made = draw_files(make_facts(**changes), [ARTWORKS["poster-a4.pdf"], ARTWORKS["card.png"], ARTWORKS["story.png"]])
    assert len(made) == 3 and pypdf.PdfReader(io.BytesIO(made["poster-a4.pdf"])).get_num_pages() == 1
    if changes["title"] == HOSTILE:
        assert "#strong[x] $a$ *b* _c_ `d` @e <f> \\u{41}" in read_text(made["poster-a4.pdf"])


def test_cancelled_poster_says_so_and_asks_nobody_to_sign_up():
    facts = make_facts(phase="cancelled", reason="De zaal is dicht.", signup_url="https://partner.example/kom")
    text = read_text(draw_files(facts, [ARTWORKS["poster-a4.pdf"]])["poster-a4.pdf"])
    assert "Gaat niet door" in text and "De zaal is dicht." in text and "partner.example" not in text
    assert "Gaat niet door" in describe_picture(facts)


@pytest.mark.parametrize("name", PAIRS)
def test_contrast_of_text(name):
    assert measure_contrast(*PAIRS[name]) >= 4.5


def test_child_that_fails_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("talkshows.kit.drawing.WORKER", tmp_path / "missing.py")
    with pytest.raises(DrawingError):
        draw_files(make_facts(), [ARTWORKS["card.png"]])


def test_few_draw_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("talkshows.kit.drawing.PATIENCE", 0)
    with take_place(tmp_path), take_place(tmp_path), pytest.raises(BusyError), take_place(tmp_path):
        pass
    with take_place(tmp_path):
        pass
