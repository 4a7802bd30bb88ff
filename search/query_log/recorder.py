"""Counts what readers ask, and keeps nothing about who asked.

A text is counted in memory and written by the process every half minute, in a thread of its own, so that no reader waits
for a database that is busy. No network address, no cookie, no time of day. What looks like an e-mail address, a number or
a long private sentence is never stored; what was asked on fewer than three days is not shown and goes after thirty.
"""

import logging
import re
import threading
import time
from collections import Counter
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone

from search.models import LoggedQuery

logger = logging.getLogger("search")
DAYS_TO_SHOW, DAYS_KEPT, DAYS_SHOWN = 3, 30, 365
MAX_LENGTH, MAX_WORDS, MAX_WAITING = 80, 8, 500
FLUSH_INTERVAL = 30  # seconds
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROBOT = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|monitor", re.IGNORECASE)
_waiting: Counter = Counter()  # (language, text, day): times
_found: dict[tuple, int] = {}
_lock = threading.Lock()
_written = [time.monotonic()]


def is_storable(text: str) -> bool:
    """Return whether a text can be stored: no address, no number but a year, nothing as long as a letter."""
    if not 2 <= len(text) <= MAX_LENGTH or len(text.split()) > MAX_WORDS or "@" in text or "://" in text:
        return False
    return not any(character.isdigit() for character in _YEAR.sub("", text, count=1))


def record(request, results) -> None:
    """Count one search: its first page, without filters, by a reader."""
    query = results.request
    if query.page > 1 or query.filters or query.disabled or _ROBOT.search(request.headers.get("User-Agent", "")):
        return
    text = query.text.casefold()
    if not is_storable(text) or not results.query.words:
        return
    key = (results.language, text, timezone.localdate())
    with _lock:
        if len(_waiting) < MAX_WAITING:
            _waiting[key] += 1
            _found[key] = results.count
        due = time.monotonic() - _written[0] > FLUSH_INTERVAL
        if due:
            _written[0] = time.monotonic()
    if due:
        threading.Thread(target=_write_and_close, name="asked", daemon=True).start()


def _write_and_close() -> None:
    try:
        flush()
    except Exception as error:
        logger.warning("asked queries not written: %s", type(error).__name__)
    finally:
        connection.close()


def flush() -> int:
    """Store what is waiting; return how many texts that were."""
    with _lock:
        waiting, found = dict(_waiting), dict(_found)
        _waiting.clear()
        _found.clear()
    try:
        with transaction.atomic():
            for (language, text, day), times in sorted(waiting.items()):
                row, _made = LoggedQuery.objects.get_or_create(language=language, text=text, day=day)
                LoggedQuery.objects.filter(pk=row.pk).update(
                    number=F("number") + times, found=found[language, text, day]
                )
    except Exception:
        with _lock:  # for the next time
            _waiting.update(waiting)
            for key, count in found.items():
                _found.setdefault(key, count)
        raise
    return len(waiting)


def clear() -> None:
    """Drop what is waiting to be written."""
    with _lock:
        _waiting.clear()
        _found.clear()


def frequent_queries():
    """Return rows of language, text and the number of days, of texts asked on at least three different days."""
    days = LoggedQuery.objects.order_by().values("language", "text").annotate(days=Count("day", distinct=True))
    return days.filter(days__gte=DAYS_TO_SHOW)


def delete_old() -> int:
    """Drop what was not asked often enough after thirty days, and everything after a year; return how many rows."""
    today = timezone.localdate()
    often = {(row["language"], row["text"]) for row in frequent_queries()}
    old = LoggedQuery.objects.filter(day__lt=today - timedelta(days=DAYS_KEPT))
    gone = [pk for pk, language, text in old.values_list("pk", "language", "text") if (language, text) not in often]
    gone += LoggedQuery.objects.filter(day__lt=today - timedelta(days=DAYS_SHOWN)).values_list("pk", flat=True)
    for start in range(0, len(gone), 500):
        LoggedQuery.objects.filter(pk__in=gone[start : start + 500]).delete()
    return len(set(gone))
