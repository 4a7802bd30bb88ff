"""Lemmas of words: duurzame is duurzaam, wijkmakelaars is wijkmakelaar, dacht is denken.

The tables were made of simplemma's (MIT) by scripts/lemmas.py. A file is a zlib-compressed text of sorted lines: a form,
and for each of its lemmas the number of letters that are cut off its end (as a character after "0") and what is put there.
A form without lemmas is its own. The text stays packed in memory (5 MB); the first form of each STEP bytes leads to the others.
"""

import hashlib
import zlib
from array import array
from bisect import bisect_right
from functools import lru_cache
from pathlib import Path

from search.analysis.compounds import split_compound
from search.analysis.morphology import VOWELS, find_singulars
from search.analysis.stemming import stem

FOLDER = Path(__file__).parent / "data"
STEP = 512  # bytes between two forms that are looked up by bisection
MIN_BARE = 4  # letters of an unknown word without its ending
MIN_INFLECTED = 6  # letters of an unknown word whose ending is taken off
Lemmas = tuple[str, ...]  # the lemma by which a word is indexed, and others that it may be a form of


class LemmaTable:
    """Lemmas by folded form."""

    def __init__(self, text: bytes):
        self._text = b"\n" + text + b"\n"
        starts = dict.fromkeys(self._text.rfind(b"\n", 0, at + 1) for at in range(0, len(text), STEP))
        self._starts = array("I", [*starts, len(self._text) - 1])
        self._firsts = [self._text[at + 1 : self._text.index(b"\n", at + 1)].partition(b" ")[0] for at in starts]

    def find(self, form: str) -> Lemmas | None:
        """Return the lemmas of a form, None if the table does not know it."""
        key = form.encode()
        at = bisect_right(self._firsts, key) - 1
        if at < 0:
            return None
        begin = self._text.find(b"\n" + key, self._starts[at], self._starts[at + 1])
        if begin < 0:
            return None
        line = self._text[begin + 1 : self._text.index(b"\n", begin + 1)]
        found, *rules = line.split(b" ")
        if found != key:  # a longer form: the form itself would stand before it
            return None
        return tuple(apply_rule(form, rule.decode()) for rule in rules) or (form,)


def make_rule(form: str, lemma: str) -> str:
    """Return the rule that makes a lemma of a form."""
    same = next((at for at, (one, other) in enumerate(zip(form, lemma, strict=False)) if one != other), None)
    kept = min(len(form), len(lemma)) if same is None else same
    return chr(ord("0") + len(form) - kept) + lemma[kept:]


def apply_rule(form: str, rule: str) -> str:
    """Return the lemma that a rule makes of a form."""
    return form[: len(form) - (ord(rule[0]) - ord("0"))] + rule[1:]


@lru_cache(2)
def load_table(language: str) -> LemmaTable:
    """Return the shipped table of a language, loaded on first use."""
    return LemmaTable(zlib.decompress((FOLDER / f"lemmas-{language}.bin").read_bytes()))


@lru_cache(1)
def table_digest() -> str:
    """Return a short hash of the shipped tables."""
    tables = b"".join((FOLDER / f"lemmas-{language}.bin").read_bytes() for language in ("nl", "en"))
    return hashlib.sha256(tables).hexdigest()[:8]


@lru_cache(65536)
def find_lemmas(word: str, language: str) -> Lemmas:
    """Return the lemmas of a folded word, the one that it is indexed by first; English ones are stemmed."""
    if language == "en":
        lemmas = load_table("en").find(word) or (word,)
        return tuple(dict.fromkeys(stem(lemma, "en") for lemma in lemmas))
    return load_table("nl").find(word) or _find_unknown(word) or (strip_ending(word),)


def _find_unknown(word: str) -> Lemmas | None:
    """Return the lemmas of a Dutch word outside the table: of a form with another ending, or of a compound's last part."""
    table = load_table("nl")
    if len(word) >= MIN_INFLECTED and word.isalpha():
        known = (table.find(bare) for bare in find_inflected(word) if len(bare) > 3)
        found = next((lemmas for lemmas in known if lemmas), None)
        if found:
            return found
    parts = split_compound(word)
    if not parts:
        return None
    lemmas = table.find(parts[-1]) or next(filter(None, map(table.find, find_inflected(parts[-1]))), None)
    first = "".join(parts[:-1])
    return tuple(first + lemma for lemma in lemmas) if lemmas else None


def strip_ending(word: str) -> str:
    """Return an unknown word without the ending of a plural or an adjective, by spelling only (vlogs, jugendstilen)."""
    ending = next((one for one in ("en", "s", "e") if word.endswith(one)), "")
    bare = word.removesuffix(ending)
    if not ending or len(bare) < MIN_BARE or not word.isalpha():
        return word
    if ending == "s":
        return bare
    bare = bare[:-1] + {"v": "f", "z": "s"}.get(bare[-1], bare[-1])
    if bare[-1] in VOWELS:
        return bare
    if bare[-1] == bare[-2]:
        return bare[:-1]
    return bare[:-1] + bare[-2:] if bare[-2] in "aou" and bare[-3] not in VOWELS else bare


def find_inflected(word: str) -> list[str]:
    """Return possible words of which an unknown one is a form, by spelling only: a participle, a singular."""
    verbs = [word.removesuffix("e")[:-1]] if word.endswith(("end", "ende")) else []
    return [*verbs, *find_singulars(word)]
