"""Answers that lack something which will be there later, such as a picture that found no room on a full disk: never kept."""

from contextvars import ContextVar

_is_incomplete: ContextVar[bool] = ContextVar("is_incomplete", default=False)


def mark_incomplete() -> None:
    """Say that the answer that is being made lacks something; it is not kept."""
    _is_incomplete.set(True)


def begin() -> None:
    """Forget what earlier answers of this thread lacked."""
    _is_incomplete.set(False)


def is_incomplete() -> bool:
    """Return whether the answer lacks something."""
    return _is_incomplete.get()
