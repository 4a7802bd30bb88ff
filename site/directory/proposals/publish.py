"""Proposed records become public: with the entry that uses them, or by a decision of a chief editor; or they are refused."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.signals import page_published, unpublished

from accounts.acting import as_system, get_act
from directory.models.record import Record
from directory.references.content import iterate_page_references
from media.page_dates import is_live_now


def find_unpublished(page: Page) -> list[Record]:
    """Return the records that a page refers to as it is now, saved or not, and that are not public; a query per kind."""
    page = page.specific_deferred if type(page) is Page else page
    ids: dict[type[Record], list[int]] = {}
    for field, number in iterate_page_references(page):
        ids.setdefault(field.related_model, []).append(number)
    found = []
    for model, numbers in ids.items():
        found += model.with_proposals.filter(pk__in=numbers, live=False).order_by("pk")
    return found


ACCEPTED, REFUSED = "directory.proposal.accept", "directory.proposal.refuse"


@transaction.atomic
def accept(record: Record, user=None, page: Page | None = None) -> list[Record]:
    """Make a record public with its translations and the proposed records that it refers to; return those that became so."""
    public = []
    for one in [*_with_translations(record), *_find_referred(record)]:
        if one.live:
            continue
        one.refused_at, one.refusal = None, ""
        one.live = True  # so that the version is published as it is saved
        one.save_revision(user=user, log_action=False, clean=False)
        log(one, ACCEPTED, user=user, data={"page": page.get_admin_display_title() if page else ""})
        public.append(one)
    return public


@transaction.atomic
def refuse(record: Record, reason: str, user=None) -> None:
    """Refuse a proposal; entries that use it say so to their editors, and readers never see it."""
    for one in _with_translations(record):
        if not one.live:
            one.refused_at, one.refusal = timezone.now(), reason
            one.save(update_fields=["refused_at", "refusal"])
    log(record, REFUSED, user=user, data={"reason": reason})


def publish_with_page(sender, instance, **kwargs) -> None:
    """Make the proposals public that a page brings along; receiver of `page_published`, before translations follow the page.

    Those of a planned page wait for its time.
    """
    if not is_live_now(instance):
        return
    act = get_act()
    with as_system():  # the publication of the page was allowed, and these follow it
        for record in find_unpublished(instance):
            if record.is_proposal:
                accept(record, user=act.user if act else None, page=instance)


def keep_off(sender, instance, **kwargs) -> None:
    """Take a record off in every language; like a refused one, it does not come back with a page. Receiver of `unpublished`."""
    if not isinstance(instance, Record):
        return
    instance.refused_at = timezone.now()
    instance.save(update_fields=["refused_at"])
    act = get_act()
    for other in _with_translations(instance):
        if other.live and other.pk != instance.pk:
            other.unpublish(user=act.user if act else None)


def connect() -> None:
    """Connect the receivers; called from `AppConfig.ready()`, so that they come before those of the apps above."""
    page_published.connect(publish_with_page, dispatch_uid="directory.publish_with_page")
    unpublished.connect(keep_off, dispatch_uid="directory.keep_off")


def _with_translations(record: Record) -> list[Record]:
    return list(type(record).with_proposals.filter(translation_key=record.translation_key))


def _find_referred(record: Record, seen: set | None = None) -> list[Record]:
    """Return the proposals that a record refers to, such as the organisation of a person; safe for cycles."""
    seen = {(type(record), record.pk)} if seen is None else seen
    found = []
    for field in record._meta.concrete_fields:
        if field.many_to_one and field.related_model and issubclass(field.related_model, Record):
            other = getattr(record, field.name)
            if other is not None and other.is_proposal and (type(other), other.pk) not in seen:
                seen.add((type(other), other.pk))
                found += [other, *_find_referred(other, seen)]
    return found
