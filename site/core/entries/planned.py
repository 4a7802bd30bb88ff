"""Publishes and withdraws what is planned; what Wagtail's command `publish_scheduled` does, one object at a time.

There, the first page that may not be published (its captions are missing, a consent has ended) keeps all later ones from
being published. Here each object is a transaction of its own, and what fails is tried again. Two runs at the same time do
nothing twice. Readers do not wait for it to withdraw: `core.models.querysets.is_published` looks at the clock itself.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from core.entries.open_reviews import publish_planned
from core.entries.planned_refusals import note_failed_withdrawal, note_refused_publication
from core.models import EntryPage
from core.signals import entry_changed

logger = logging.getLogger("planned")
Act = tuple[
    str, Callable[[], None], Callable[[], None]
]  # its name, what it does, and what tells editors that it failed


def run_due(since: datetime | None = None) -> list[str]:
    """Do what is due at this moment; return a line for each object for which it failed.

    `since`: the time of the last call, from which on pages may have become readable by their dates alone.
    """
    now = timezone.now()
    if since is not None:
        _announce_begun(since, now)
    return [error for act in (*_withdrawals(now), *_publications(now)) if (error := _attempt(*act))]


def _attempt(name: str, act: Callable[[], None], tell: Callable[[], None]) -> str:
    """Act in a transaction; return what went wrong without its words, which may name a guest, or an empty text."""
    for step in (act, tell):
        try:
            with transaction.atomic():
                step()
        except Exception as error:  # whatever it is, what is planned for others goes on
            failed = f"{name}: {type(error).__name__}"
        else:
            return "" if step is act else failed
    return failed


def _withdrawals(now: datetime) -> Iterator[Act]:
    """Yield an act for each expired object that is still flagged as live."""
    drafted = [one for one in apps.get_models() if issubclass(one, DraftStateMixin) and not issubclass(one, Page)]
    for model in (Page, *drafted):
        expired = model._default_manager.filter(live=True, expire_at__lte=now).order_by("expire_at")
        for pk in list(expired.values_list("pk", flat=True)):
            name = f"withdrawal of {model._meta.label} {pk}"
            yield name, partial(_withdraw, model, pk, now), partial(_withdraw, model, pk, now, note_failed_withdrawal)


def _withdraw(model, pk, now: datetime, act=None) -> None:
    """Withdraw what is due still, or do `act` with it."""
    found = model._default_manager.select_for_update().filter(pk=pk, live=True, expire_at__lte=now).first()
    if found is not None and act is not None:
        act(found)
    elif found is not None:
        found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publications(now: datetime) -> Iterator[Act]:
    """Yield an act for each revision whose time has come, the earliest first."""
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for pk, object_id in list(due.values_list("pk", "object_id")):
        name = f"publication of object {object_id}, revision {pk}"
        yield name, partial(_publish, pk, now), partial(_publish, pk, now, note_refused_publication)


def _publish(pk: int, now: datetime, act=None) -> None:
    """Publish what is due still, or do `act` with it."""
    found = Revision.objects.select_for_update().filter(pk=pk, approved_go_live_at__lte=now).first()
    if found is not None and act is not None:
        act(found)
    elif found is not None:
        publish_planned(found)


def _announce_begun(since: datetime, now: datetime) -> None:
    """Send `entry_changed` for live entries whose own begin has come: counts and index do not have them yet."""
    for entry in EntryPage.objects.readable().filter(go_live_at__gt=since, go_live_at__lte=now):
        entry_changed.send(sender=type(entry), instance=entry)
