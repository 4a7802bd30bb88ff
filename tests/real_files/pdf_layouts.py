"""Pages of generated PDFs: what stands on them, and the runs of words that a reader reads in one go."""

import random
from dataclasses import dataclass, field

from demo.pdf import PdfObjects, literal_string, width_of

HEADS, TAILS = (
    [
        "b",
        "d",
        "f",
        "g",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "t",
        "v",
        "w",
        "z",
        "br",
        "dr",
        "kl",
        "pl",
        "st",
        "tr",
    ],
    ["k", "l", "m", "n", "p", "r", "s", "t"],
)
VOWELS = ["a", "e", "i", "o", "u", "aa", "ee", "oe", "ie", "ui"]
SCRIPTS = {"cyrillic": "абвгдежзиклмнопрстуфхцчшыэюя", "greek": "αβγδεζηθικλμνξοπρστυφχψω", "polish": "aąbcćdeęłńoóśźż"}
LIGATURES = {"ffi": "ﬃ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


class Words:
    """Words that are each given out once."""

    def __init__(self, chance: random.Random):
        self.chance, self.seen = chance, set()

    def one(self, parts: int = 0) -> str:
        """Return a new word of a few syllables."""
        while True:
            count = parts or self.chance.choice((2, 2, 3, 3, 4))
            word = "".join(
                self.chance.choice(HEADS) + self.chance.choice(VOWELS) + self.chance.choice(TAILS) for _ in range(count)
            )
            if word not in self.seen:
                self.seen.add(word)
                return word

    def sentence(self, count: int) -> list[str]:
        """Return `count` words, as a sentence."""
        words = [self.one() for _ in range(count)]
        return [words[0].capitalize(), *words[1:-1], f"{words[-1]}."]


@dataclass
class Sheet:
    """A page in the making."""

    commands: list[bytes] = field(default_factory=list)
    annotations: list[bytes] = field(default_factory=list)
    rotate: int = 0
    show: str = "plain"  # how a line is shown: plain, kerned, hex
    sizes: tuple[int, int] = (595, 842)

    def put(self, x: float, y: float, text: str, size: float = 10, font: str = "F1", mode: int = 0) -> None:
        """Draw one line."""
        if self.show == "kerned":
            shown = b"[" + b" -4 ".join(literal_string(letter) for letter in text) + b"] TJ"
        elif self.show == "hex":
            shown = b"<" + text.encode("cp1252", "replace").hex().encode() + b"> Tj"
        else:
            shown = literal_string(text) + b" Tj"
        matrix = b"1 0 0 1 %g %g" % (x, y) if not self.rotate else b"0 1 -1 0 %g %g" % (self.sizes[0] - y, x)
        self.commands.append(b"BT %d Tr /%s %g Tf %s Tm %s ET" % (mode, font.encode(), size, matrix, shown))


def _fill(words: list[str], width: float, size: float, cut=None) -> list[str]:
    """Return `words` in lines of `width`; `cut(word)` may give a place to break a word."""
    lines, line = [], ""
    for word in words:
        longer = f"{line} {word}".strip()
        if not line or width_of(longer, size, False) <= width:
            line = longer
            continue
        at = cut(word) if cut else 0
        if at and width_of(f"{line} {word[:at]}-", size, False) <= width:
            lines.append(f"{line} {word[:at]}-")
            line = word[at:]
        else:
            lines.append(line)
            line = word
    return [*lines, line]


def _text(words: Words, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        found += words.sentence(words.chance.randint(7, 16))
    return found


def _columns(sheet: Sheet, words: Words, chance: random.Random, number: int, by_row: bool) -> list[str]:
    """Set columns, drawn one after the other or line by line."""
    size = chance.choice((8.5, 9, 10))
    gap, leading = chance.choice((14, 20, 28)), size * chance.choice((1.2, 1.35))
    width = (595 - 120 - gap * (number - 1)) / number
    heading = [words.one().capitalize(), words.one()]
    sheet.put(60, 780, " ".join(heading), 18, "F2")
    texts = [_text(words, chance.randint(50, 90)) for _ in range(number)]
    lines = [_fill(text, width, size) for text in texts]
    places = [(column, row) for column in range(number) for row in range(len(lines[column]))]
    if by_row:
        places.sort(key=lambda place: (place[1], place[0]))
    for column, row in places:
        sheet.put(60 + column * (width + gap), 740 - row * leading, lines[column][row], size)
    return [" ".join(heading), *(" ".join(text) for text in texts)]


def _plain(sheet, words, chance, **options) -> list[str]:
    runs = []
    y = 770.0
    for _ in range(chance.randint(2, 4)):
        text = _text(words, chance.randint(25, 60))
        for line in _fill(text, 440, 10.5, **options):
            y -= 14
            sheet.put(70, y, line, 10.5)
        y -= 10
        runs.append(" ".join(text))
    return runs


def _hyphens(sheet, words, chance) -> list[str]:
    """Break long words where two consonants meet."""

    def cut(word: str) -> int:
        bare = word.rstrip(".")
        places = [at for at in range(4, len(bare) - 4) if bare[at - 1] in "klmnprst" and bare[at] in "bdfghklmnprstvwz"]
        return chance.choice(places) if places else 0

    return _plain(sheet, words, chance, cut=cut)


def _table(sheet, words, chance) -> list[str]:
    """Set a table of short cells, row by row; a row is a run."""
    runs = []
    for row in range(chance.randint(4, 9)):
        cells = [words.one().capitalize(), f"{chance.randint(1, 900) + 1000 * row}", words.one().capitalize()]
        for column, cell in enumerate(cells):
            sheet.put(70 + column * 150, 740 - row * 22, cell)
        runs.append(" ".join(cells))
    return runs


def write_note(text: str, rect: str, objects: PdfObjects, fonts, drawn: bool) -> bytes:
    """Return a FreeText annotation, with or without an appearance."""
    look = b""
    if drawn:
        stream = b"BT /F1 11 Tf 2 4 Td %s Tj ET" % literal_string(text)
        box = b"/BBox [0 0 400 20] /Resources <</Font <</F1 %d 0 R>>>>" % fonts[0]
        form = objects.put(
            b"<</Type /XObject /Subtype /Form %s /Length %d>>\nstream\n%s\nendstream" % (box, len(stream), stream)
        )
        look = b"/AP <</N %d 0 R>>" % form
    return b"<</Type /Annot /Subtype /FreeText /Contents %s /Rect [%s] /DA (/F1 11 Tf 0 g) /F 4 %s>>" % (
        utf16(text), rect.encode(), look)  # fmt: skip


def utf16(text: str) -> bytes:
    """Return a PDF text string."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def _field(kind: str, value: str, rect: str, name: str) -> bytes:
    """Return a filled form field: text, lines, comb or choice."""
    extra = {
        "text": b"/FT /Tx", "lines": b"/FT /Tx /Ff 4096", "comb": b"/FT /Tx /Ff 16777216 /MaxLen %d" % max(len(value), 1),
        "choice": b"/FT /Ch /Ff 131072 /Opt [(anders) %s]" % utf16(value),
    }[kind]  # fmt: skip
    return b"<</Type /Annot /Subtype /Widget %s /T (%s) /V %s /Rect [%s] /DA (/F1 10 Tf 0 g) /F 4>>" % (
        extra, name.encode(), utf16(value), rect.encode())  # fmt: skip


def _form(sheet, words, chance) -> list[str]:
    """Set labels with filled fields behind them."""
    runs = []
    for row, kind in enumerate(("text", "choice", "comb", "lines")):
        label, y = f"{words.one().capitalize()}:", 740 - row * 60
        value = words.one() if kind == "comb" else " ".join(words.one() for _ in range(chance.randint(1, 4)))
        if kind == "lines":
            value = value.replace(" ", "\n")
        sheet.put(70, y, label)
        sheet.annotations.append(_field(kind, value, f"180 {y - 5} 520 {y + 15}", f"veld-{label[:-1]}"))
        runs.append(f"{label} {' '.join(value.split())}")
    return runs


def _scanned(sheet, words, chance) -> list[str]:
    """Set the invisible words of a text recogniser, each in a place of its own."""
    runs = []
    for row in range(6):
        line = [words.one() for _ in range(6)]
        x = 70.0
        for word in line:
            sheet.put(x, 740 - row * 16, word, 10, mode=3)
            x += width_of(word, 10, False) + 3.2
        runs.append(" ".join(line))
    return [" ".join(runs)]


def _turned(sheet, words, chance) -> list[str]:
    sheet.rotate = 90
    sheet.sizes = (842, 595)
    text = _text(words, 40)
    for row, line in enumerate(_fill(text, 600, 10)):
        sheet.put(80, 500 - row * 14, line)
    return [" ".join(text)]


def _ligatures(sheet, words, chance) -> list[str]:
    """Set words with ligatures of one letter each, in a font that maps them."""
    text = [f"{chance.choice(('ef', 'af', 'of'))}{tail}{words.one()}" for tail in ("f", "fi", "i", "l")]
    shown = " ".join(text)
    for letters, sign in LIGATURES.items():
        shown = shown.replace(letters, sign)
    codes = b"".join(b"%04x" % ord(sign) for sign in shown)
    sheet.commands.append(b"BT /F3 11 Tf 70 700 Td <%s> Tj ET" % codes)
    return [" ".join(text)]


def _script(sheet, words, chance) -> list[str]:
    letters = SCRIPTS[chance.choice(sorted(SCRIPTS))]
    runs = []
    for row in range(3):
        text = " ".join("".join(chance.choice(letters) for _ in range(chance.randint(5, 9))) for _ in range(5))
        sheet.commands.append(
            b"BT /F3 11 Tf 70 %d Td <%s> Tj ET" % (700 - 40 * row, b"".join(b"%04x" % ord(c) for c in text))
        )
        runs.append(text)
    return runs


KINDS = {
    "plain": _plain,
    "columns": lambda sheet, words, chance: _columns(sheet, words, chance, 2, by_row=False),
    "columns-by-row": lambda sheet, words, chance: _columns(sheet, words, chance, 2, by_row=True),
    "three-columns-by-row": lambda sheet, words, chance: _columns(sheet, words, chance, 3, by_row=True),
    "hyphens": _hyphens,
    "table": _table,
    "form": _form,
    "notes": _plain,
    "scanned": _scanned,
    "turned": _turned,
    "ligatures": _ligatures,
    "script": _script,
}
