"""Spelling of query words, by the vocabulary of the index: corrections, searched beside the typed words, and suggestions."""

import logging
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Count, Max, Q

from directory.models import Organisation, Person, Place, Theme
from directory.models.record import Record
from page_cache.state import memo
from search.analysis import Corrector, Token, fold, query_words
from search.analysis.lexicon import load
from search.engines.base import EngineUnavailableError
from search.engines.registry import database_engine
from search.models import IndexedEntry
from search.query.parsed_query import Term

logger = logging.getLogger("search")
SMALL_INDEX = 1000  # entries; the vocabulary of a larger index is reloaded in the background
RELOAD_INTERVAL = 60.0  # seconds
NOT_ASCII = "[^ -~]"


@dataclass
class _CachedCorrector:
    corrector: Corrector
    state: tuple
    loaded: float


_correctors: dict[str, _CachedCorrector] = {}
_reload_lock = threading.Lock()


@dataclass(frozen=True)
class Spelling:
    """What was found for words that no passage has, by index of the word.

    `corrections`: of words that are in no word list either, with their tokens; asked beside the typed word.
    `suggestions`: of known words, only offered to the reader.
    """

    corrections: dict[int, tuple[str, tuple[Token, ...]]] = field(default_factory=dict)
    suggestions: dict[int, str] = field(default_factory=dict)


def check_spelling(
    tokens: Sequence[Token],
    text: str,
    language: str,
    exceptions=None,
    extra_words: frozenset[str] = frozenset(),
    unchecked: Collection[int] = (),
    unknown: Sequence[int] | None = None,
) -> Spelling:
    """Return corrections and suggestions for the words of a query text.

    `unknown`: the result of `find_unknown` for them, if the caller has it already.
    `extra_words`: words allowed as corrections besides those of the index; `unchecked`: words that have a synonym. What
    looks like a name is only corrected into one that the index has, and no word into the name of a person.
    """
    unknown = find_unknown({language: tokens})[language] if unknown is None else unknown
    found = Spelling()
    if not unknown:
        return found
    names = find_names(tokens, text)
    try:
        corrector = _find_corrector(language, extra_words)
        for number in unknown:
            token = tokens[number]
            other = corrector.suggest(token.exact)
            if other and other != token.exact:
                if not is_persons_name(other):
                    found.corrections[number] = (other, tuple(query_words(other, language, exceptions)))
            elif (
                number not in unchecked and (near := corrector.suggest_known(token.exact)) and not is_persons_name(near)
            ):
                found.suggestions[number] = near
        if names:
            _keep_names(found, tokens, names, language)
    except EngineUnavailableError as error:
        logger.warning("no spelling corrections: %s", error)
        return Spelling()
    return found


def find_names(tokens: Sequence[Token], text: str) -> set[int]:
    """Return the indexes of words that look like a name: with one capital, the first letter, beside another such word."""
    capitals = {number for number, token in enumerate(tokens) if _is_capitalised(text[token.start : token.end])}
    return {number for number in capitals if {number - 1, number + 1} & capitals}


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and word[1:] == word[1:].lower()


def _keep_names(found: Spelling, tokens: Sequence[Token], names: set[int], language: str) -> None:
    """Drop what does not make a name of the index, or touches a person's: Haagse Hogeschol stays, Jurienne Hollaar does not."""
    others = found.suggestions | {number: other for number, (other, _tokens) in found.corrections.items()}
    spelled = {number: others.get(number, tokens[number].exact) for number in names}
    pairs = {
        number: [
            Term("exact", f"{spelled[first]} {spelled[first + 1]}")
            for first in (number - 1, number)
            if {first, first + 1} <= names and not any(map(is_persons_name, (spelled[first], spelled[first + 1])))
        ]
        for number in sorted(names & others.keys())
    }
    known = database_engine().has_any({language: list(pairs.values())})[language] if pairs else []
    for number, is_known in zip(pairs, known, strict=True):
        if not is_known:
            found.corrections.pop(number, None)
            found.suggestions.pop(number, None)


def is_persons_name(word: str) -> bool:
    """Return whether a word is part of a person's name, and of no name of a place, organisation or theme."""
    lexicon = load()
    is_name = word in lexicon.names and word not in lexicon
    if not is_name and not _is_in_name(Person, word):
        return False
    return not any(_is_in_name(model, word) for model in (Place, Organisation, Theme))


def _is_in_name(model: type[Record], word: str) -> bool:
    may_be_in = Q(name__icontains=word[:3]) | Q(name__regex=NOT_ASCII)  # accents: Böm is "bom" in a query
    names = model.objects.filter(may_be_in).values_list("name", flat=True)
    return any(fold(part) == word for name in names for part in name.split())


def find_unknown(words: Mapping[str, Sequence[Token]]) -> dict[str, list[int]]:
    """Return for each language the indexes of the words that no passage has; none while the index cannot be asked."""
    numbers = {
        language: [at for at, token in enumerate(tokens) if len(token.exact) > 2 and token.exact.isalpha()]
        for language, tokens in words.items()
    }
    sets = {
        language: [[Term("exact", words[language][at].exact), Term("stem", words[language][at].stem)] for at in asked]
        for language, asked in numbers.items()
    }
    try:
        known = database_engine().has_any(sets)
    except EngineUnavailableError as error:
        logger.warning("no spelling corrections: %s", error)
        return {language: [] for language in words}
    return {
        language: [at for at, is_known in zip(asked, known[language], strict=True) if not is_known]
        for language, asked in numbers.items()
    }


def _find_corrector(language: str, extra_words: frozenset[str]) -> Corrector:
    """Return the corrector of a language, cached until the index changes."""
    counted = memo.get("indexed_entries", _count_indexed)
    state = (str(connection.settings_dict["NAME"]), counted["number"], counted["newest"], extra_words)
    known = _correctors.get(language)
    if known is None or (known.state != state and (counted["number"] < SMALL_INDEX or known.state[0] != state[0])):
        _load(language, state)
    elif (
        known.state != state
        and time.monotonic() - known.loaded > RELOAD_INTERVAL
        and _reload_lock.acquire(blocking=False)
    ):
        threading.Thread(target=_reload_in_background, args=(language, state), daemon=True).start()
    return _correctors[language].corrector


def _count_indexed() -> dict[str, Any]:
    """Return how many entries are indexed, and the newest version, None without entries."""
    return IndexedEntry.objects.aggregate(number=Count("pk"), newest=Max("version"))


def _load(language: str, state: tuple) -> None:
    words = dict.fromkeys(state[-1], 0) | dict(database_engine().vocabulary(language))
    corrector = Corrector(words.items(), language)
    _correctors[language] = _CachedCorrector(corrector, state, time.monotonic())


def _reload_in_background(language: str, state: tuple) -> None:
    try:
        _load(language, state)
    except EngineUnavailableError as error:
        logger.warning("vocabulary not reloaded: %s", error)
    finally:
        _reload_lock.release()
        connection.close()
