"""Which older encoding a text was written in, by the letters that it gives: the one in which they make words of a language.

The same bytes are letters in many encodings, and those of Hebrew are Cyrillic ones too. The right encoding gives letters of one
alphabet, capitals at the beginning of words alone, and often the letters that are frequent in the language.
"""

import math
import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """Its letters, the most frequent first, and the encodings that its texts come in."""

    letters: str
    encodings: tuple[str, ...]


_CYRILLIC = ("cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic")
LANGUAGES = (
    Language("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", _CYRILLIC),  # Russian
    Language("оаинвеітрсклдпумзябьгчйхцжїєшюфщґ", _CYRILLIC),  # Ukrainian
    Language("аоеинтрвсдлкпмзуягъбчйщшцжфхьюѝ", _CYRILLIC),  # Bulgarian
    Language("αοιετσνηυρπκμλωςγδχθφβξζψ", ("cp1253", "iso8859_7", "cp737")),
    Language("יוהלארתבשמנכעדקחפטגצסזםןךףץ", ("cp1255", "iso8859_8", "cp862")),
    Language("ايلمونرتبةعدسفهكقأحجذصشضخطثزىئءؤظغإآ", ("cp1256", "iso8859_6")),
)
# Letters with marks of languages in Latin letters.
LATIN = (
    "éëïèöüêáóçúíàâäôû", "éèàêçùîôâûœïëüæÿ", "äöüßé", "áéíóúñü", "ãõáéíóúâêôçàü", "àèéìòùóí", "åäöéæøü", "ąćęłńóśźż", "áčďéěíňóřšťúůýž",
    "áéíóöőúüű", "ăâîșțşţ", "çğıöşüâî", "čćđšž",
)  # fmt: skip
DUTCH = "éëïèöüóê"  # the frequent ones
LEAST_LETTERS = 4
LEAST = -3.7  # mean logarithm of the likelihood of a letter; letters by chance have about -3.9
_WRONG_CASE = re.compile(r"[а-яёіїєґѝα-ωά-ώ][А-ЯЁІЇЄҐЍΑ-Ω]")
_MIXED = re.compile(r"[A-Za-z][^\W\d_A-Za-z]|[^\W\d_A-Za-z][A-Za-z]")
_SIGNS = frozenset("’‘“”„«»–—…€№°§·•־״׳،؛؟ـ·΄¡¿\u00a0\u200c\u200d\u200e\u200f\r\n")


def find_other_script(data: bytes) -> str:
    """Return the encoding of Cyrillic, Greek, Hebrew or Arabic in which bytes make words; an empty string when none does."""
    found = []
    for language in LANGUAGES:
        for encoding in language.encodings:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if (score := _judge(text, language)) is not None:
                found.append((score, encoding))
    return max(found, key=lambda one: one[0])[1] if found else ""


def _judge(text: str, language: Language) -> float | None:
    """Return the mean logarithm of the likelihood of the letters; None when they do not make words of this language."""
    ranks = {letter: rank for rank, letter in enumerate(language.letters)}
    own, foreign = [], 0
    for letter in text.lower():
        if letter.isascii():
            continue
        is_sign = letter in _SIGNS or unicodedata.category(letter) == "Mn"
        rank = len(ranks) if is_sign else ranks.get(letter, ranks.get(unicodedata.normalize("NFD", letter)[0]))
        if rank is None:
            foreign += 1
        else:
            own.append(rank)
    if len(own) < LEAST_LETTERS or foreign > len(own) // 50 or _WRONG_CASE.search(text) or _MIXED.search(text):
        return None
    total = sum(1 / (rank + 2) for rank in range(len(ranks)))
    score = -sum(math.log((rank + 2) * total) for rank in own) / len(own)
    return score if score > LEAST else None


def measure_marks(text: str) -> tuple[float, float]:
    """Return which share of the letters with marks belongs to the one Latin language that has most of them, and to Dutch; 1 without any."""
    marked = [letter for letter in text.lower() if not letter.isascii() and letter.isalpha()]
    shares = [sum(letter in letters for letter in marked) / len(marked) for letters in (*LATIN, DUTCH) if marked]
    return (max(shares), shares[-1]) if shares else (1.0, 1.0)
