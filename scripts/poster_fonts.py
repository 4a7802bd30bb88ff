"""Writes the fonts of posters and cards, `talkshows/kit/fonts/`: static, as typst takes no variable ones.

    python scripts/poster_fonts.py LATIN.woff2 LATIN-EXT.woff2 DejaVuSans.ttf DejaVuSans-Bold.ttf

The first two are the variable files of Atkinson Hyperlegible Next (npm: @fontsource-variable/atkinson-hyperlegible-next); the
others give the letters that it lacks: Greek, Cyrillic, Arabic, Hebrew and more. Needs fonttools and brotli.
`coverage.txt` lists the characters that some font has, as ranges of hexadecimal numbers.
"""

import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FOLDER = Path(__file__).resolve().parent.parent / "talkshows" / "kit" / "fonts"
FAMILY = "Atkinson Hyperlegible Next"
WEIGHTS = {400: 400, 600: 620, 700: 720}  # class of the font: position on its axis
# Scripts of the fallback: Latin, IPA and marks, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian, signs, presentation forms.
FALLBACK = [(0x20, 0x52F), (0x531, 0x5FF), (0x600, 0x6FF), (0x750, 0x77F), (0x10A0, 0x10FF), (0x1E00, 0x22FF),
            (0x2500, 0x26FF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC)]  # fmt: skip


def make_static(source: str, position: int, name: str, weight: int) -> TTFont:
    """Return an instance of a variable font at a position of its weight axis."""
    font = instancer.instantiateVariableFont(TTFont(source), {"wght": position}, inplace=True)
    font.flavor = None
    font["OS/2"].usWeightClass = weight
    for row in font["name"].names:
        if row.nameID in {1, 16}:
            row.string = FAMILY
        elif row.nameID in {2, 17}:
            row.string = str(weight)
        elif row.nameID in {4, 6}:
            row.string = name
    return font


def write_family(latin: str, extended: str) -> list[Path]:
    """Write one file for each weight, with the letters of both sources."""
    written = []
    for weight, position in WEIGHTS.items():
        target = FOLDER / f"atkinson-next-{weight}.ttf"
        with tempfile.TemporaryDirectory() as folder:
            parts = []
            for at, source in enumerate((latin, extended)):
                part = Path(folder) / f"{at}.ttf"
                make_static(source, position, f"AtkinsonHyperlegibleNext-{weight}", weight).save(part)
                parts.append(str(part))
            Merger().merge(parts).save(target)
        written.append(target)
    return written


def write_fallback(source: str) -> Path:
    """Write the part of a fallback font that posters may need."""
    options = Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in FALLBACK for code in range(first, last + 1)])
    font = TTFont(source)
    subsetter.subset(font)
    target = FOLDER / f"{Path(source).stem.lower()}.ttf"
    font.save(target)
    return target


def format_ranges(codes: set[int]) -> str:
    """Return sorted character numbers as lines `20-7e`."""
    lines, ordered = [], sorted(codes)
    for code in ordered:
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return "".join(f"{first:x}-{last:x}\n" for first, last in lines)


def main() -> None:
    """Write the fonts and what they cover."""
    latin, extended, *fallbacks = sys.argv[1:]
    files = [*write_family(latin, extended), *map(write_fallback, fallbacks)]
    codes: set[int] = set()
    for path in files:
        codes |= set(TTFont(path).getBestCmap())
    (FOLDER / "coverage.txt").write_text(format_ranges(codes))


if __name__ == "__main__":
    main()
