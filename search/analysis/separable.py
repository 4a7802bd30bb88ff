"""Separable verbs of Dutch, written apart: (zij) denkt na, om na te denken; both are nadenken.

A particle counts at the end of a clause, or before a preposition or conjunction: "denkt na over", not "denkt na de pauze".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from search.analysis.lemmas import load_table
from search.analysis.terms import Term

PARTICLES = frozenset(
    [
        "aan",
        "achter",
        "af",
        "bij",
        "binnen",
        "door",
        "in",
        "langs",
        "mee",
        "na",
        "neer",
        "om",
        "onder",
        "op",
        "over",
        "rond",
        "samen",
        "tegen",
        "terug",
        "toe",
        "uit",
        "vast",
        "voor",
        "voorbij",
        "weg",
    ]
)
# What may follow a particle within its clause.
FOLLOWING = frozenset(
    [
        "aan",
        "als",
        "bij",
        "dat",
        "door",
        "en",
        "in",
        "maar",
        "met",
        "naar",
        "of",
        "om",
        "omdat",
        "onder",
        "op",
        "over",
        "te",
        "tegen",
        "terwijl",
        "tot",
        "tussen",
        "uit",
        "van",
        "voor",
        "want",
        "wanneer",
        "zodat",
    ]
)
MAX_GAP = 8  # words between verb and particle
MIN_VERB = 3  # letters of a verb without its particle: gaan
_CLAUSE_END = re.compile(r"[.!?;:,()\n]")
_SENTENCE_END = re.compile(r"[.!?;:()\n]")


def find_separated(text: str, words: Sequence[tuple[int, int, Term]]) -> Iterator[tuple[int, int, str]]:
    """Yield (index of the verb, index of its particle, joined verb); `words` are (start, end, term) of a text."""
    for at, (_start, end, word) in enumerate(words):
        if word.exact not in PARTICLES:
            continue
        if at + 2 < len(words) and words[at + 1][2].exact == "te" and (verb := _join(word, words[at + 2][2])):
            yield at + 2, at, verb
        elif at and _ends_clause(text, words, at, end):
            found = _find_verb(text, words, at)
            if found is not None:
                yield found[0], at, found[1]


def _ends_clause(text: str, words: Sequence[tuple[int, int, Term]], at: int, end: int) -> bool:
    if at + 1 == len(words) or words[at + 1][2].exact in FOLLOWING:
        return True
    return bool(_CLAUSE_END.search(text, end, words[at + 1][0]))


def _find_verb(text: str, words: Sequence[tuple[int, int, Term]], at: int) -> tuple[int, str] | None:
    """Return the nearest verb before a particle, in its sentence, that makes a verb with it."""
    for back in range(at - 1, max(-1, at - 2 - MAX_GAP), -1):
        if _SENTENCE_END.search(text, words[back][1], words[back + 1][0]):
            return None
        verb = _join(words[at][2], words[back][2])
        if verb:
            return back, verb
    return None


def _join(particle: Term, word: Term) -> str:
    """Return the verb of a particle and a form of a verb, "" if there is none."""
    for lemma in (word.stem, *word.forms):
        joined = particle.exact + lemma
        if lemma.endswith("n") and joined in _own_lemmas(joined):
            return joined
    return ""


@lru_cache(4096)
def find_particles(lemma: str) -> frozenset[str]:
    """Return the particles that a lemma may have lost in a text: na, of nadenken; none if it is no separable verb."""
    if not lemma.endswith("n") or lemma not in _own_lemmas(lemma):
        return frozenset()
    return frozenset(one for one in PARTICLES if lemma.startswith(one) and len(lemma) - len(one) >= MIN_VERB)


@lru_cache(4096)
def _own_lemmas(word: str) -> tuple[str, ...]:
    return load_table("nl").find(word) or ()


def join_separated(text: str, words: list[tuple[int, int, Term]], *, replacing: bool = False) -> None:
    """Add the joined verb to the parts of each separated verb; with `replacing` it takes the place of the verb."""
    for at, _particle, verb in list(find_separated(text, words)):
        start, end, word = words[at]
        if replacing:
            words[at] = (start, end, replace(word, exact=verb, stem=verb, forms=(), parts=(), pieces=(), stop=False))
        elif verb not in word.parts:
            words[at] = (start, end, replace(word, parts=(*word.parts, verb)))
