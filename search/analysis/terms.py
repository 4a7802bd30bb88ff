"""The analysis of a word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """The analysis of a word, independent of its position.

    `stem`: its lemma; `forms`: other lemmas that it may be a form of; `pieces`: lemmas of the parts of a compound;
    `parts`: all that a text with it is found by beside `stem`: forms, pieces, and parts of pieces.
    """

    exact: str
    stem: str
    parts: tuple[str, ...]
    stop: bool
    forms: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
