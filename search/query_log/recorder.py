"""Records the query log: counts per text and day, without any data about readers.

Counts are collected in memory and written every FLUSH_INTERVAL in a separate thread, so that requests never wait for
the database. No IP address, cookie or time is stored. Texts with an e-mail address, a number or many words are not
stored. Texts used on fewer than MIN_DAYS_ASKED days are not shown, and are deleted after RARE_RETENTION_DAYS.
"""

import logging
import re
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Count, F
from django.utils import timezone

from core.entries.personal_names import get_matcher
from core.entries.redactions import find_redactions
from core.extensions import Redaction
from search.models import LoggedQuery

logger = logging.getLogger("search")
MIN_DAYS_ASKED, RARE_RETENTION_DAYS, RETENTION_DAYS = 3, 30, 365
MAX_LENGTH, MAX_WORDS, MAX_PENDING = 80, 8, 500
FLUSH_INTERVAL = 30  # seconds
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ROBOT = re.compile(r"bot|crawl|spider|slurp|curl|wget|python|monitor", re.IGNORECASE)
_pending: Counter = Counter()  # (language, text, day): number of searches
_result_counts: dict[tuple, int] = {}
_lock = threading.Lock()
_last_flush = [time.monotonic()]


def is_storable(text: str) -> bool:
    """Return whether a text may be stored: no e-mail address or URL, no digits but one year, not too long."""
    if not 2 <= len(text) <= MAX_LENGTH or len(text.split()) > MAX_WORDS or "@" in text or "://" in text:
        return False
    return not any(character.isdigit() for character in _YEAR.sub("", text, count=1))


def record(request, results) -> None:
    """Count a search, unless it has filters, is not the first page, or comes from a robot."""
    query = results.request
    if query.page > 1 or query.filters or query.disabled or _ROBOT.search(request.headers.get("User-Agent", "")):
        return
    text = query.text.casefold()
    if not is_storable(text) or not results.query.words:
        return
    key = (results.language, text, timezone.localdate())
    with _lock:
        if len(_pending) < MAX_PENDING:
            _pending[key] += 1
            _result_counts[key] = results.count
        due = time.monotonic() - _last_flush[0] > FLUSH_INTERVAL
        if due:
            _last_flush[0] = time.monotonic()
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
    """Write pending counts to the database; return the number of texts."""
    with _lock:
        pending, found = dict(_pending), dict(_result_counts)
        _pending.clear()
        _result_counts.clear()
    try:
        redactions = find_redactions().values()
        pending = {key: times for key, times in pending.items() if not is_redacted(key[1], redactions)}
        with transaction.atomic():
            for (language, text, day), times in sorted(pending.items()):
                row, _made = LoggedQuery.objects.get_or_create(language=language, text=text, day=day)
                LoggedQuery.objects.filter(pk=row.pk).update(
                    number=F("number") + times, found=found[language, text, day]
                )
    except Exception:  # whatever failed is raised again below; the counts must not be lost
        with _lock:  # retry at the next flush
            _pending.update(pending)
            for key, count in found.items():
                _result_counts.setdefault(key, count)
        raise
    return len(pending)


def is_redacted(text: str, redactions: Iterable[Redaction]) -> bool:
    """Return whether a text names somebody who took consent back."""
    return any(get_matcher(one.names, one.others).find_in_slug(text) for one in redactions)


def delete_redacted(redactions: Collection[Redaction]) -> int:
    """Delete the texts that name somebody who took consent back; return the number of rows."""
    if not redactions:
        return 0
    found = [pk for pk, text in LoggedQuery.objects.values_list("pk", "text") if is_redacted(text, redactions)]
    return LoggedQuery.objects.filter(pk__in=found).delete()[0] if found else 0


def clear() -> None:
    """Discard pending counts."""
    with _lock:
        _pending.clear()
        _result_counts.clear()


def frequent_queries():
    """Return a queryset of language, text and days, for texts used on at least MIN_DAYS_ASKED days."""
    days = LoggedQuery.objects.order_by().values("language", "text").annotate(days=Count("day", distinct=True))
    return days.filter(days__gte=MIN_DAYS_ASKED)


def delete_old() -> int:
    """Delete rare texts after RARE_RETENTION_DAYS and all after RETENTION_DAYS; return the number of rows."""
    today = timezone.localdate()
    frequent = {(row["language"], row["text"]) for row in frequent_queries()}
    old = LoggedQuery.objects.filter(day__lt=today - timedelta(days=RARE_RETENTION_DAYS))
    expired = [
        pk for pk, language, text in old.values_list("pk", "language", "text") if (language, text) not in frequent
    ]
    expired += LoggedQuery.objects.filter(day__lt=today - timedelta(days=RETENTION_DAYS)).values_list("pk", flat=True)
    for start in range(0, len(expired), 500):
        LoggedQuery.objects.filter(pk__in=expired[start : start + 500]).delete()
    return len(set(expired))
