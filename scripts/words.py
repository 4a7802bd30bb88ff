"""Writes the word list of the compound splitter.

    pip install --target WORDS -r requirements/words.txt
    PYTHONPATH=WORDS .venv/bin/python scripts/words.py FOLDER

FOLDER holds OpenTaal's `basiswoorden-gekeurd.txt.gz` and `flexies-ongekeurd.txt.gz`. `requirements/words.txt`
(wordfreq) is installed separately, as the site does not need it at run time. Takes about a minute and a half.
"""

import gzip
import math
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
USUAL = 3.2  # minimum Zipf frequency of words outside the lists
WORD = re.compile(r"[^\W\d_]{2,40}")


def read_list(path: Path) -> list[str]:
    """Return the words of an OpenTaal list without spaces, digits and punctuation."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if WORD.fullmatch(line.strip())]


def read_frequencies(fold, language: str = "nl") -> dict[str, float]:
    """Return {folded word: Zipf frequency} of a language from wordfreq."""
    import wordfreq

    found: dict[str, float] = {}
    for word, frequency in wordfreq.get_frequency_dict(language, "large").items():
        key = fold(word)
        found[key] = max(found.get(key, 0.0), math.log10(frequency) + 9)
    return found


def collect(folder: Path):
    """Return the words of the lists with their frequencies; capitalised words are names."""
    from search.analysis.folding import fold
    from search.analysis.lexicon import Words

    frequencies, words = read_frequencies(fold), Words()
    lists = [read_list(folder / name) for name in ("basiswoorden-gekeurd.txt.gz", "flexies-ongekeurd.txt.gz")]
    for group, chosen in (
        (words.base, (word for word in lists[0] if word.islower())),
        (words.forms, (word for word in lists[1] if word.islower())),
        (words.names, (word for one in lists for word in one if not word.islower())),
    ):
        for word in map(fold, chosen):
            if word.isascii() and word.isalpha() and not words.is_known(word):
                group[word] = round(4 * max(0.0, frequencies.get(word, 0.0))) / 4
    return words


def find_usual(words) -> set[str]:
    """Return frequent words that are not in the lists, such as names and English words."""
    from search.analysis.folding import fold

    usual = {
        word
        for language in ("nl", "en")
        for word, frequency in read_frequencies(fold, language).items()
        if frequency >= USUAL and len(word) > 3 and word.isalpha()
    }
    return {word for word in usual if not words.is_known(word)}


def main(folder: Path) -> None:
    """Read the lists, learn the compound parts, remove redundant words and write the file."""
    from scripts.word_parts import find_redundant, learn
    from search.analysis.compounds import Splitter
    from search.analysis.lexicon import FILE, pack
    from search.analysis.stemming import stem

    words = collect(folder)
    words.firsts, words.lasts = learn({*words.base, *words.forms}, lambda word: stem(word, "nl"))
    uncounted = [word for group in (words.base, words.forms) for word, value in group.items() if not value]
    redundant = find_redundant(uncounted, Splitter(words).split)
    for word in redundant:
        words.base.pop(word, None)
        words.forms.pop(word, None)
    FILE.write_bytes(pack(words, redundant | find_usual(words)))
    print(f"{len(words.base) + len(words.forms) + len(words.names)} words, {FILE.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
