"""Stemming with PyStemmer (pinned): Kraaij-Pohlmann for Dutch, Snowball for English."""

import threading
from functools import lru_cache

import Stemmer

from search.analysis.folding import fold

_ALGORITHMS = {"nl": "dutch", "en": "english"}
_local = threading.local()  # stemmers are not thread-safe


def _stemmer(language: str) -> Stemmer.Stemmer:
    stemmers = _local.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(_ALGORITHMS[language], 0)
    return stemmers[language]


@lru_cache(65536)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word, which may contain one straight apostrophe ("foto's")."""
    return fold(_stemmer(language).stemWord(word)) or fold(word)


def stem_all(words: list[str], language: str) -> list[str]:
    """Return the stems of many folded words, without the cache."""
    return _stemmer(language).stemWords(words)
