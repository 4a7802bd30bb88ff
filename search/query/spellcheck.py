"""Spelling corrections of query words from the vocabulary of the index; searched in addition to the typed words."""

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Max

from search.analysis import Corrector, Token, query_words
from search.engines.base import EngineUnavailableError
from search.engines.query_terms import Term
from search.engines.registry import database_engine
from search.models import IndexedEntry

logger = logging.getLogger("search")
SMALL_INDEX = 1000  # entries; the vocabulary of a larger index is reloaded in the background
RELOAD_INTERVAL = 60.0  # seconds


@dataclass
class _CachedCorrector:
    corrector: Corrector
    state: tuple
    loaded: float


_correctors: dict[str, _CachedCorrector] = {}
_reload_lock = threading.Lock()


def correct(
    tokens: Sequence[Token], language: str, exceptions=None, extra_words: frozenset[str] = frozenset()
) -> dict[int, tuple[str, tuple[Token, ...]]]:
    """Return {index of the word: (correction, its tokens)} for words that no passage has.

    `extra_words`: words allowed as corrections besides those of the index.
    """
    unknown = [number for number, token in enumerate(tokens) if len(token.exact) > 3 and token.exact.isalpha()]
    try:
        unknown = _drop_indexed(unknown, tokens, language)
        if not unknown:
            return {}
        corrector = _find_corrector(language, extra_words)
    except EngineUnavailableError as error:
        logger.warning("no spelling corrections: %s", error)
        return {}
    found = {}
    for number in unknown:
        other = corrector.suggest(tokens[number].exact)
        if other and other != tokens[number].exact:
            found[number] = (other, tuple(query_words(other, language, exceptions)))
    return found


def _drop_indexed(numbers: list[int], tokens: Sequence[Token], language: str) -> list[int]:
    if not numbers:
        return []
    sets = [[Term("exact", tokens[number].exact), Term("stem", tokens[number].stem)] for number in numbers]
    known = database_engine().has_any(sets, language)
    return [number for number, is_known in zip(numbers, known, strict=True) if not is_known]


def _find_corrector(language: str, extra_words: frozenset[str]) -> Corrector:
    """Return the corrector of a language, cached until the index changes."""
    counted = IndexedEntry.objects.aggregate(number=Count("pk"), newest=Max("version"))
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
