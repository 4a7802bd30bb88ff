"""Reads a number as people type it into a public form: “20”, “ca. 20 uur”, “twee”, “1.200”, “7,5 EC”.

What is typed arrives as text, because a number input of a browser sends an empty value for what it cannot read.
"""

import re
import unicodedata
from decimal import Decimal
from enum import Enum

_NAMES = """
nul zero; een één one; twee two; drie three; vier four; vijf five; zes six; zeven seven; acht eight; negen nine; tien ten;
elf eleven; twaalf twelve; dertien thirteen; veertien fourteen; vijftien fifteen; zestien sixteen; zeventien seventeen;
achttien eighteen; negentien nineteen; twintig twenty
"""
_ABOUT = "ca circa ongeveer zo'n zo’n ongev plm ± ~ ≈ max maximaal hoogstens about around approximately roughly"
_UNITS = """
uur uren hours hour h u student studenten students leerling leerlingen pupils plaats plaatsen plek plekken place places
persoon personen mensen people ec ects ec's ec’s studiepunt studiepunten credit credits in totaal total
"""
WORDS = {word: Decimal(number) for number, words in enumerate(_NAMES.split(";")) for word in words.split()}
# What may stand before a number, and after it, without making it another one.
ABOUT, UNITS = frozenset(_ABOUT.split()), frozenset(_UNITS.split())
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|\S")
_THOUSANDS = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
MAX_LENGTH = 80  # of what a field takes; nobody types more for a number


class Unread(Enum):
    """Why a text is not read as a number."""

    NONE = "none"  # no number in it
    SEVERAL = "several"  # such as “2-3” or “2 of 3”
    OTHER = "other"  # a number with words that may change it, such as “2 uur per week”


def read_number(text: str) -> Decimal | Unread | None:
    """Return the number of a text, None for an empty one, or why it cannot be read without a guess."""
    parts = _TOKEN.findall(unicodedata.normalize("NFKC", text).casefold())
    if not parts:
        return None
    numbers = {at: number for at, part in enumerate(parts) if (number := _read_part(part)) is not None}
    if len(numbers) != 1:
        return Unread.SEVERAL if numbers else Unread.NONE
    [(at, number)] = numbers.items()
    is_plain = all(part in ABOUT or part == "." for part in parts[:at]) and all(
        part in UNITS or part == "." for part in parts[at + 1 :]
    )
    return number if is_plain else Unread.OTHER


def _read_part(part: str) -> Decimal | None:
    """Return the number of one part: digits with a separator of thousands or of decimals, or a word."""
    if part in WORDS:
        return WORDS[part]
    if not part.isascii() or not _NUMBER.fullmatch(part) or len(part) > MAX_LENGTH:
        return None
    if _THOUSANDS.fullmatch(part):
        return Decimal(re.sub(r"[.,]", "", part))
    whole, _separator, rest = part.replace(",", ".").partition(".")
    return Decimal(f"{whole}.{rest}") if rest and "." not in rest else Decimal(whole) if not rest else None
