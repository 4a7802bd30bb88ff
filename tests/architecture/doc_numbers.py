"""Finds the numbers of the docs, and reads from the code what doc_numbers.toml says that they are."""

import importlib
import re
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "hundred": 100, "thousand": 1000,
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
    "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "honderd": 100,
}  # fmt: skip
# Read when the register asks; too usual in prose to be looked for.
PARTS = {
    "half": 0.5,
    "a quarter": 0.25,
    "a third": 1 / 3,
    "a tenth": 0.1,
    "a": 1,
    "one": 1,
    "een": 1,
    "één": 1,
    "half a": 0.5,
    "a hundred": 100,
}
DIGITS = r"\d+(?:[.,]\d+)*|\.\d+"
NUMBER = re.compile(rf"(?<![\w.,#])(?:{DIGITS})|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
PLACE = rf"((?i:{DIGITS}|{'|'.join(sorted({**WORDS, **PARTS}, key=len, reverse=True))}))"
LENGTH = re.compile(r"([\d.]+)(rem|vw|px|em)")
# Names, addresses and dates have numbers that count nothing.
NO_COUNT = re.compile(
    r"```.*?```|`[^`]*`|(?:\[\d{4})?\]\([^)]*\)|SHA-256|^# \d{4}\.|^\d+\. |\d{4}-\d\d-\d\d|decisions?/? ?\d{4}|#[0-9a-f]{6}\b",
    re.DOTALL | re.MULTILINE,
)


def read_number(text: str) -> tuple[float, int]:
    """Return the number that a text says, and its decimals."""
    known = {**WORDS, **PARTS}.get(text.lower())
    if known is not None:
        return known, 2
    bare = re.sub(r",(?=\d{3})", "", text).replace(",", ".")
    return float(bare), len(bare.partition(".")[2])


def find_numbers(text: str) -> list[re.Match]:
    """Return the numbers of a document."""
    return list(NUMBER.finditer(NO_COUNT.sub(lambda match: re.sub(r"\S", "_", match[0]), text)))


def make_pattern(phrase: str, whole: bool = False) -> re.Pattern:
    """Return the expression for a phrase; blanks are any white space, {} is a number.

    With `whole` a heading stands for its section, and the beginning of a table for the table.
    """
    words = [re.escape(word).replace(r"\{\}", PLACE) for word in phrase.split()]
    pattern = r"\s+".join(words)
    if whole and phrase.startswith("## "):
        pattern = rf"^{pattern}\n.*?(?=^## |\Z)"
    elif whole and phrase.startswith("| "):
        pattern = rf"^{pattern}.*?(?=\n\n|\Z)"
    else:
        pattern = rf"(?<![\w.]){pattern}(?!\w)"
    return re.compile(pattern, re.DOTALL | re.MULTILINE)


def evaluate(source: str) -> float:
    """Return the number behind a source: `module:expression`, or an expression of the functions below."""
    module, expression = re.fullmatch(r"(?:([a-z_][\w.]*):)?(.+)", source).groups()
    names = vars(importlib.import_module(module)) if module else {}
    return float(eval(expression, {**names, **READERS}))  # noqa: S307 -- our own register


def read_text(path: str, pattern: str) -> str:
    """Return the one group of a pattern that a file of the repository holds once (or always the same)."""
    found = set(re.findall(pattern, (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE))
    if len(found) != 1:
        raise ValueError(f"{path}: {pattern} finds {sorted(found)}")
    return found.pop()


def words(path: str, pattern: str) -> int:
    """Return how many words stand in a pattern's group."""
    return len(re.findall(r"\w+", read_text(path, pattern)))


def text(path: str, pattern: str) -> float:
    """Return the number that a pattern's group finds in a file."""
    return float(read_text(path, pattern).replace("_", ""))


def count(path: str, pattern: str) -> int:
    """Return how often a pattern stands in a file."""
    return len(re.findall(pattern, (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE))


def highest(path: str, pattern: str) -> float:
    """Return the highest number that a pattern's group finds in a file."""
    return max(map(float, re.findall(pattern, (ROOT / path).read_text(encoding="utf-8"))))


def files(pattern: str) -> int:
    """Return how many files there are."""
    return len(list(ROOT.glob(pattern)))


def size(path: str) -> int:
    """Return the bytes of a file."""
    return (ROOT / path).stat().st_size


def setting(name: str):
    """Return a setting of the site as it is served."""
    return getattr(importlib.import_module("config.settings.security"), name)


@cache
def read_project() -> dict:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def token(name: str, width: int = 1280) -> float:
    """Return a length of tokens.css in pixels (1rem = 16), in a window of some width."""
    value = read_text("site/static/css/tokens.css", rf"^    {name}: (.+?);")
    lengths = [sum(float(one) * units(width)[unit] for one, unit in LENGTH.findall(part)) for part in value.split(",")]
    low, middle, high = lengths if len(lengths) == 3 else lengths * 3
    return max(low, min(middle, high))


def units(width: int) -> dict[str, float]:
    """Return the pixels of a unit; an em stays what it is."""
    return {"rem": 16, "vw": width / 100, "px": 1, "em": 1}


@cache
def read_colour(name: str, dark: bool) -> str:
    """Return a colour of tokens.css."""
    value = re.search(rf"^    --{name}: (.+?);", (ROOT / "site/static/css/tokens.css").read_text(), re.MULTILINE)[1]
    return re.findall(r"#[0-9a-f]{6}", value)[-1 if dark else 0]


def contrast(ink: str, ground: str, dark: bool = False) -> float:
    """Return the contrast ratio of two colours, as WCAG 2 counts it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted(light(read_colour(name, dark)) + 0.05 for name in (ink, ground))
    return high / low


READERS = {one.__name__: one for one in (text, words, count, highest, files, size, setting, token, contrast)} | {
    "project": read_project
}
