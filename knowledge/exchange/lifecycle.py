"""The state and last day of a question or offer, changed by its owner, by the clock or by a match: docs/decisions/0069.

Neither is part of a version: a change holds at once in every language, and in every stored version, so that no publication
of an older text, no schedule and no revert opens what was closed, or closes what was prolonged.
"""

import json
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from core.signals import entry_changed
from knowledge.models.exchange import ExchangePage, State, find_last_day
from knowledge.models.submission import Submission

GRACE = timedelta(days=30)  # how long the owner of a closed card can still open it again
LIFECYCLE_FIELDS = frozenset({"state", "open_until"})
ENDED = (State.ANSWERED, State.CLOSED)


@transaction.atomic
def change_lifecycle(page: ExchangePage, expected: dict | None = None, **values) -> bool:
    """Set `state` or `open_until` of a card in all languages and versions; return False when it is not as `expected`.

    `expected` are conditions on the page's own row, asked and changed in one statement: of two that try, one succeeds.
    """
    if unknown := set(values) - LIFECYCLE_FIELDS:
        raise ValueError(f"no part of the lifecycle: {sorted(unknown)}")
    model = type(page)
    if not model.objects.filter(pk=page.pk, **(expected or {})).update(**values):
        return False
    model.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).update(**values)
    for one in model.objects.filter(translation_key=page.translation_key).defer("body"):
        _write_into_versions(one.pk, values)
        if one.live:
            entry_changed.send(sender=model, instance=one)
    for name, value in values.items():
        setattr(page, name, value)
    return True


def _write_into_versions(page_id: int, values: dict) -> None:
    """Write the values into all stored versions; the newest counts as newer, so that an open form cannot overwrite them."""
    stored = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    kind = ContentType.objects.get_for_model(Page)
    revisions = list(
        Revision.objects.filter(base_content_type=kind, object_id=str(page_id)).order_by("created_at", "pk")
    )
    for revision in revisions:
        revision.content = {**revision.content, **stored}
    if revisions:
        revisions[-1].created_at = timezone.now()
        Page.objects.filter(pk=page_id, latest_revision=revisions[-1]).update(
            latest_revision_created_at=revisions[-1].created_at
        )
    Revision.objects.bulk_update(revisions, ["content", "created_at"], batch_size=50)


def find_prolonged_day(page: ExchangePage, submission: Submission | None = None) -> date | None:
    """Return the day up to which a card stands open when it is prolonged today; None when it cannot be, or gains no day.

    What may stand open longer is open, or the clock closed it, and its period is not over.
    """
    by_clock = bool(submission and submission.ended_by_clock) and page.current_state == State.CLOSED
    if page.open_until is None or not (page.state == State.OPEN or by_clock):
        return None
    last = page.end or date.max  # after its period nobody can react, whatever its last day
    day = min(_choose_last_day(page), last)
    return day if day >= timezone.localdate() and day > min(page.open_until, last) else None


def _choose_last_day(page: ExchangePage) -> date:
    return max(page.open_until or date.min, find_last_day(page))


def prolong(page: ExchangePage, submission: Submission | None = None) -> date | None:
    """Let a card stand open as long as a new one (`find_last_day`); return its last day, or None when it cannot be prolonged."""
    if find_prolonged_day(page, submission) is None:
        return None
    last = _choose_last_day(page)
    with transaction.atomic():
        if not change_lifecycle(page, {"state": page.state}, state=State.OPEN, open_until=last):
            return None
        if submission is not None:
            submission.ended_at, submission.ended_by_clock = None, False
            submission.save(update_fields=["ended_at", "ended_by_clock"])
    return last
