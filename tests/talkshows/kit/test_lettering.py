"""Posters get no character that their fonts lack: PDF/UA refuses it, and on a card it would be a box."""

from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from talkshows.kit.lettering import FONTS, can_draw, make_drawable


def test_coverage_is_that_of_the_fonts():
    codes = set()
    for path in FONTS.glob("*.ttf"):
        codes |= set(TTFont(path, lazy=True).getBestCmap())
    assert len(codes) > 2000
    shown = {code for code in codes if can_draw(chr(code))}
    assert {code for code in range(0x20, 0x1FFFF) if can_draw(chr(code))} == shown


def test_fonts_are_static_and_their_licences_are_there():
    for path in FONTS.glob("*.ttf"):
        font = TTFont(path, lazy=True)
        assert "fvar" not in font and font["OS/2"].fsType == 0, path  # no axes; may be embedded
    assert {path.name for path in FONTS.glob("*.txt")} == {"OFL.txt", "DejaVu.txt", "coverage.txt"}


def test_emoji_go_letters_stay():
    assert make_drawable("Praat mee 🚋 over de wijk 👩‍👩‍👧!") == "Praat mee over de wijk !"
    assert make_drawable("Fatma Yılmaz, Łukasz, Žofie") == "Fatma Yılmaz, Łukasz, Žofie"
    assert make_drawable("مدينتنا Ἀθῆναι Москва שלום") == "مدينتنا Ἀθῆναι Москва שלום"
    assert make_drawable("\u202eachterstevoren\u202c") == "achterstevoren"
    assert make_drawable("𝐖𝐢𝐣𝐤 e\u0301e\u0301n") == "Wijk één"
    assert make_drawable("城市") == ""


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_any_text_becomes_drawable(text):
    drawn = make_drawable(text)
    assert all(can_draw(character) for character in drawn.replace(" ", ""))
    assert make_drawable(drawn) == drawn and "  " not in drawn
