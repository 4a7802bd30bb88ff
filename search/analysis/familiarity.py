"""Which Dutch words few readers meet, by their frequency in the lexicon."""

from search.analysis.compounds import split_compound
from search.analysis.folding import fold
from search.analysis.lemmas import find_lemmas
from search.analysis.lexicon import load

RARE = 2.5  # on the Zipf scale: about once in three million words


def is_rare_word(word: str, language: str) -> bool:
    """Return whether a word is rare, and is no compound of words that are not; only Dutch words are judged."""
    if language != "nl":
        return False
    exact = fold(word)
    parts = split_compound(exact)
    return any(_is_rare(part) for part in parts) if parts else _is_rare(exact)


def _is_rare(word: str) -> bool:
    words = load()
    return all(words.frequency(form) < RARE and form not in words.names for form in (word, *find_lemmas(word, "nl")))
