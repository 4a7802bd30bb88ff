"""Writes the tables of lemmas.

    pip install --target WORDS -r requirements/words.txt
    PYTHONPATH=WORDS .venv/bin/python scripts/lemmas.py

`requirements/words.txt` (simplemma) is installed separately, as the site does not need it at run time.

The Dutch table gives each form one lemma, and not always the same one to all forms of a word (kaart: kaarten, kaarten:
kaart). Chains are followed to their end, which is another lemma of the word; of a circle it is the one that the word is
indexed by. Beside them: the adjective of a form in -e, the noun of a plural that is an infinitive too
(werken), the verb of a participle. Of English only forms are kept that the stemmer does not bring to their lemma.
"""

import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
MAX_CHAIN = 4
USUAL = 4.0  # frequency (Zipf) of a noun that is added to a plural with another lemma
SEPARABLE = "_"  # in a lemma, between particle and verb: aan_passen
ADJECTIVES = ("lijk", "isch", "ig", "baar", "zaam", "loos", "achtig", "matig")
VOWELS = frozenset("aeiou")


def read_table(language: str, fold) -> dict[str, str]:
    """Return {form: lemma} of simplemma, folded, single words only."""
    from simplemma.strategies import DefaultDictionaryFactory

    pairs = DefaultDictionaryFactory().get_dictionary(language).items()
    found: dict[str, str] = {}
    for form, lemma in pairs:
        if form.replace("'", "").isalpha() and lemma.replace("'", "").replace(SEPARABLE, "").isalpha():
            key, value = fold(form), fold(lemma)
            if key.isascii() and value.isascii() and len(key) > 1:
                found.setdefault(key, value)
    return found


def find_root(form: str, table: Mapping[str, str]) -> str:
    """Return the end of a chain of lemmas; of a circle its shortest word."""
    seen = [form]
    while len(seen) <= MAX_CHAIN:
        lemma = table.get(seen[-1], seen[-1])
        if lemma in seen:
            return min(seen[seen.index(lemma) :], key=lambda word: (len(word), word))
        seen.append(lemma)
    return seen[-1]


def comparatives(word: str) -> list[str]:
    """Return possible comparatives and superlatives of an adjective: groter, lager, liever, zuiverder, vrijst."""
    found = [word + "er", word + "st", word + "der"]
    if len(word) > 2 and word[-1] not in VOWELS and word[-2] in VOWELS:
        found += [word + word[-1] + "er"] if word[-3] not in VOWELS else []
        found += [word[:-2] + word[-1] + "er"] if word[-2] == word[-3] else []
    soft = {"f": "v", "s": "z"}.get(word[-1])
    return found + [one[:-3] + soft + "er" for one in found if soft and one[-3:] == word[-1] + "er"]


def is_adjective(word: str, table: Mapping[str, str]) -> bool:
    """Return whether a word is an adjective: the table knows its comparative, or its suffix says so."""
    if table.get(word) != word:
        return False
    return word.endswith(ADJECTIVES) or any(table.get(form) == word for form in comparatives(word))


def is_short(form: str, bare: str) -> bool:
    """Return whether a word is spelled with a short vowel that its plural does not have: weten is not of wet (wetten)."""
    short = len(bare) > 2 and bare[-1] not in VOWELS and bare[-2] in VOWELS and bare[-3] not in VOWELS
    return short and form == bare + "en"


def find_others(form: str, table: Mapping[str, str], singulars, is_usual) -> list[str]:
    """Return the lemmas of a form beside the end of its chain."""
    lemma, others = table[form], [table[form]]
    if form.endswith("e"):
        others += [bare for bare in singulars(form) if is_adjective(bare, table)]
    if form.endswith("en"):
        nouns = [bare for bare in singulars(form) if table.get(bare) == bare and not is_short(form, bare)]
        others += [bare for bare in nouns if is_usual(bare, lemma == form)]
    if form.endswith(("end", "ende")) and form.removesuffix("e")[:-1] in table:
        others.append(table[form.removesuffix("e")[:-1]])
    if lemma == form and form.startswith("ge") and form[-1] in "dt":
        others += [table[verb] for verb in (form[2:], form[2:-1] + "t") if table.get(verb, verb) != verb]
    return others


def make_dutch() -> dict[str, list[str]]:
    """Return {form: lemmas}."""
    from search.analysis.folding import fold
    from search.analysis.lexicon import load
    from search.analysis.morphology import find_singulars

    table, words, found = read_table("nl", fold), load(), {}

    def is_usual(word: str, homograph: bool) -> bool:
        return word in words.base and (homograph or words.frequency(word) >= USUAL)

    for form in table:
        root, lemma = find_root(form, table), table[form]
        is_circle = table.get(lemma, lemma) != lemma and table.get(table[lemma]) == lemma
        others = find_others(form, table, find_singulars, is_usual)
        found[form] = list(dict.fromkeys([root if is_circle else lemma, root, *others]))
    return found


def make_english() -> dict[str, list[str]]:
    """Return {form: [lemma]} of the forms that the stemmer does not join with their lemma."""
    from search.analysis.folding import fold
    from search.analysis.stemming import stem

    table = read_table("en", fold)
    return {
        form: [lemma]
        for form, lemma in table.items()
        if stem(form, "en") != stem(lemma, "en") and table.get(lemma, lemma) == lemma
    }


def write(language: str, table: Mapping[str, list[str]]) -> None:
    """Write the table of a language."""
    from search.analysis.lemmas import FOLDER, make_rule

    lines = []
    for form in sorted(table):
        lemmas = [] if table[form] == [form] else table[form]
        lines.append(" ".join([form, *(make_rule(form, lemma) for lemma in lemmas)]))
    data = zlib.compress("\n".join(lines).encode(), 9)
    (FOLDER / f"lemmas-{language}.bin").write_bytes(data)
    print(f"{language}: {len(lines)} forms, {len(data)} bytes")


if __name__ == "__main__":
    write("nl", make_dutch())
    write("en", make_english())
