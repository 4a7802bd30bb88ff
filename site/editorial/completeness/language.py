"""Hints about plain language: long sentences, and long words that few readers meet. A hint is no grade."""

import re
from collections.abc import Iterator
from itertools import islice

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.entries.findings import Finding, Weight
from core.extensions import rare_word_tests
from core.plain_text import split_sentences, to_text
from editorial.completeness.contents import first_fields, iterate_leaves

MAX_SENTENCE = 30  # words
MAX_LONG_SENTENCES = 3  # that are shown
LONG_WORD = 14  # letters
MAX_RARE_WORDS = 6
_WORD = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")


def check_language(entry) -> Iterator[Finding]:
    """Yield hints about an entry's lead and texts, at most MAX_LONG_SENTENCES sentences and one list of words."""
    texts = [("lead", entry.lead), *((leaf.path, to_text(leaf.html)) for leaf in iterate_leaves(entry) if leaf.html)]
    long = (
        (path, one, size)
        for path, text in texts
        for one in split_sentences(text)
        if (size := count_words(one)) > MAX_SENTENCE
    )
    for path, sentence, size in islice(long, MAX_LONG_SENTENCES):
        text = ngettext(
            "A sentence of %(number)d word: “%(sentence)s”. Two short ones read easier.",
            "A sentence of %(number)d words: “%(sentence)s”. Two short ones read easier.", size,
        )  # fmt: skip
        values = {"number": size, "sentence": Truncator(sentence).words(8)}
        yield Finding("sentences", text % values, first_fields(path), Weight.HINT)
    rare: dict[str, str] = {}
    for path, text in texts:
        for word in _WORD.findall(text):
            if len(rare) < MAX_RARE_WORDS and is_rare(word, entry.language):
                rare.setdefault(word.casefold(), path)
    if rare:
        text = _("Long words that few readers meet: %(words)s. Is there a shorter one, or can you say what it means?")
        field = first_fields(next(iter(rare.values())))
        yield Finding("words", text % {"words": ", ".join(rare)}, field, Weight.HINT)


def count_words(sentence: str) -> int:
    """Return the number of words, without signs that stand alone."""
    return sum(any(character.isalnum() for character in word) for word in sentence.split())


def is_rare(word: str, language: str) -> bool:
    """Return whether a long word is one that few readers meet, by the lexicon of search."""
    return any(test(word, language) for test in rare_word_tests)
