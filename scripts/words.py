"""Writes the words that the compound splitter ships with.

    pip install --target WORDS -r requirements/words.txt
    PYTHONPATH=WORDS .venv/bin/python scripts/words.py FOLDER

FOLDER holds OpenTaal's `basiswoorden-gekeurd.txt.gz` and `flexies-ongekeurd.txt.gz`. Needs `requirements/words.txt`
(wordfreq) in a folder of its own: nothing of the site needs it at run time.
"""

import gzip
import math
import re
import sys
import zlib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
TARGET = ROOT / "search" / "analysis" / "data" / "words-nl.bin"
WORD = re.compile(r"[^\W\d_]{2,40}")


def read_list(path: Path) -> list[str]:
    """Return the words of one of OpenTaal's lists that are written as one word."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [line.strip() for line in lines if WORD.fullmatch(line.strip())]


def read_frequencies(fold) -> dict[str, float]:
    """Return the Zipf frequency of every Dutch word of wordfreq, folded."""
    import wordfreq

    found: dict[str, float] = {}
    for word, frequency in wordfreq.get_frequency_dict("nl", "large").items():
        key = fold(word)
        found[key] = max(found.get(key, 0.0), math.log10(frequency) + 9)
    return found


def main(folder: Path) -> None:
    """Read the lists, keep what is needed, write the file."""
    from search.analysis.folding import fold

    base, forms = read_list(folder / "basiswoorden-gekeurd.txt.gz"), read_list(folder / "flexies-ongekeurd.txt.gz")
    frequencies = read_frequencies(fold)
    kinds: dict[str, str] = {}
    for words, kind in ((base, "B"), (forms, "F")):
        for word in words:
            kinds.setdefault(fold(word), kind if word.islower() else "N")
    lines = defaultdict(list)
    for word, kind in kinds.items():
        if word.isascii() and word.isalpha():
            lines[f"{kind}{round(10 * max(0.0, frequencies.get(word, 0.0))):02d}"].append(word)
    text = "\n".join(f"{head} {' '.join(sorted(words))}" for head, words in sorted(lines.items()))
    TARGET.write_bytes(zlib.compress(text.encode("ascii"), 9))
    print(f"{sum(map(len, lines.values()))} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
