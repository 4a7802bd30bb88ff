"""Who acts: the signed-in user of the request that is being served, for rules that hold for every way in.

Commands and the worker act for nobody: they carry out what was decided before. Work that follows from a decision of
the site itself, within somebody's request, runs in `as_system()`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied


class Act:
    """A request that is being served: the refusals it met, translation keys of pages it deletes, ids of pages it took over."""

    def __init__(self, request):
        self.request = request
        self.refusals: list[RefusedError] = []
        self.deleted: set = set()
        self.taken_over: set[int] = set()

    @property
    def user(self):
        """The signed-in user, or None."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None


class RefusedError(PermissionDenied):
    """Somebody may not do this: a sentence for them, with `url` and `label` of a way on.

    It is noted on the request, so that the answer says it, whatever the view between does with the exception.
    """

    status = 403

    def __init__(self, message: str, *, url: str = "", label: str = ""):
        super().__init__(message)
        self.message, self.url, self.label = message, url, label
        act = _current.get()
        if act is not None:
            act.refusals.append(self)


_current: ContextVar[Act | None] = ContextVar("act", default=None)


def get_act() -> Act | None:
    """Return the act of a signed-in user, or None in a command, in the worker and for readers."""
    act = _current.get()
    return act if act is not None and act.user is not None else None


@contextmanager
def acting(request) -> Iterator[Act]:
    """Serve `request`: until the end of the block its user acts."""
    act = Act(request)
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


@contextmanager
def as_system() -> Iterator[None]:
    """Let the site itself act until the end of the block: for what follows from a decision that was allowed."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)
