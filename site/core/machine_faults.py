"""Faults of the machine, told apart by what the system and the databases say: a full disk, a busy or an absent database.

Nothing is wrong with what somebody sent then: it is not kept, comes back in the answer, and can be sent again.
"""

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.utils import DatabaseError, InterfaceError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class MachineFault:
    """A fault: its status, what a reader is told, in short too, and after how many seconds to try again (0: not known)."""

    name: str
    status: int
    message: str | Promise
    advice: str | Promise
    status_line: str | Promise
    retry_after: int = 0


FULL = MachineFault(
    "full", 507, _("The disk of this site is full"),
    _("Nothing was saved, and nothing that was there is lost. Tell the administrator, and send it again when there is room."),
    _("The disk is full: nothing was saved"),
)  # fmt: skip
BUSY = MachineFault(
    "busy", 503, _("This site is busy with something else"),
    _("Nothing was saved, and nothing that was there is lost. Wait a moment and send it again."),
    _("Busy: nothing was saved"), 10,
)  # fmt: skip
AWAY = MachineFault(
    "away", 503, _("The database of this site does not answer"),
    _("Nothing was saved, and nothing that was there is lost. Wait a moment and send it again."),
    _("The database does not answer: nothing was saved"), 30,
)  # fmt: skip
_ERRNO = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EFBIG: FULL, errno.EROFS: FULL}
# Beginnings of SQLite's names of errors, and of the texts of an error without one.
_SQLITE = {
    "SQLITE_FULL": FULL, "SQLITE_READONLY": FULL, "SQLITE_IOERR_WRITE": FULL, "SQLITE_IOERR_FSYNC": FULL,
    "SQLITE_IOERR_TRUNCATE": FULL, "SQLITE_IOERR_SHM": FULL, "SQLITE_BUSY": BUSY, "SQLITE_LOCKED": BUSY,
    "SQLITE_CANTOPEN": AWAY,
}  # fmt: skip
_SQLITE_TEXTS = {"disk is full": FULL, "readonly database": FULL, "is locked": BUSY, "unable to open database": AWAY}
# Beginnings of PostgreSQL's SQLSTATE: no room, read-only (a full server is often made so), waits and conflicts, and no service.
_SQLSTATE = {
    "53100": FULL, "25006": FULL, "55P03": BUSY, "57014": BUSY, "40": BUSY, "25P03": BUSY,
    "53": AWAY, "57P": AWAY, "08": AWAY,
}  # fmt: skip


def find_fault(error: BaseException | None) -> MachineFault | None:
    """Return the fault of the machine behind an exception, its causes included; None for any other error."""
    return next(filter(None, map(_classify, _causes(error))), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _step in range(10):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _classify(error: BaseException) -> MachineFault | None:
    if isinstance(error, OSError):
        return _ERRNO.get(error.errno or 0)
    if isinstance(error, sqlite3.Error):
        return _find(_SQLITE, vars(error).get("sqlite_errorname") or "")
    if hasattr(error, "sqlstate"):  # psycopg's; without a state there was no connection
        is_lost = error.sqlstate is None and type(error).__name__ in {"OperationalError", "ConnectionTimeout"}
        return AWAY if is_lost else _find(_SQLSTATE, error.sqlstate or "")
    if isinstance(error, DatabaseError | InterfaceError) and error.__cause__ is None:
        return next((fault for text, fault in _SQLITE_TEXTS.items() if text in str(error)), None)
    return None


def _find(faults: dict[str, MachineFault], name: str) -> MachineFault | None:
    return next((fault for beginning, fault in faults.items() if name.startswith(beginning)), None)
