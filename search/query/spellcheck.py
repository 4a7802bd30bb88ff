"""Words that were typed wrong: what the index's own vocabulary has that is near. Never instead of what was typed."""

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
SMALL = 1000  # entries; the vocabulary of a larger index is read again in the background
AT_MOST_EVERY = 60.0  # seconds


@dataclass
class _Known:
    corrector: Corrector
    state: tuple
    read: float


_known: dict[str, _Known] = {}
_reading = threading.Lock()


def correct(
    tokens: Sequence[Token], language: str, exceptions=None, more: frozenset[str] = frozenset()
) -> dict[int, tuple[str, tuple[Token, ...]]]:
    """Return, by number of the word, the other spelling and its tokens; only for words that no passage has.

    `more`: words that may be meant beside those of the index.
    """
    unknown = [number for number, token in enumerate(tokens) if len(token.exact) > 3 and token.exact.isalpha()]
    try:
        unknown = _leave_out_indexed(unknown, tokens, language)
        if not unknown:
            return {}
        corrector = _find_corrector(language, more)
    except EngineUnavailableError as error:
        logger.warning("nothing is corrected: %s", error)
        return {}
    found = {}
    for number in unknown:
        other = corrector.suggest(tokens[number].exact)
        if other and other != tokens[number].exact:
            found[number] = (other, tuple(query_words(other, language, exceptions)))
    return found


def _leave_out_indexed(numbers: list[int], tokens: Sequence[Token], language: str) -> list[int]:
    if not numbers:
        return []
    sets = [[Term("exact", tokens[number].exact), Term("stem", tokens[number].stem)] for number in numbers]
    known = database_engine().has_any(sets, language)
    return [number for number, is_known in zip(numbers, known, strict=True) if not is_known]


def _find_corrector(language: str, more: frozenset[str]) -> Corrector:
    """Return the corrector of a language, made when it is first needed and again after the index changed."""
    counted = IndexedEntry.objects.aggregate(number=Count("pk"), newest=Max("version"))
    state = (str(connection.settings_dict["NAME"]), counted["number"], counted["newest"], more)
    known = _known.get(language)
    if known is None or (known.state != state and (counted["number"] < SMALL or known.state[0] != state[0])):
        _read(language, state)
    elif known.state != state and time.monotonic() - known.read > AT_MOST_EVERY and _reading.acquire(blocking=False):
        threading.Thread(target=_read_aside, args=(language, state), daemon=True).start()
    return _known[language].corrector


def _read(language: str, state: tuple) -> None:
    words = dict.fromkeys(state[-1], 0) | dict(database_engine().vocabulary(language))
    corrector = Corrector(words.items(), language)
    _known[language] = _Known(corrector, state, time.monotonic())


def _read_aside(language: str, state: tuple) -> None:
    try:
        _read(language, state)
    except EngineUnavailableError as error:
        logger.warning("the vocabulary is not read again: %s", error)
    finally:
        _reading.release()
        connection.close()
