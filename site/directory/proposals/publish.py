"""Proposed records become public: with the entry that uses them, or by a decision of a chief editor; or they are refused."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from directory.models.record import Record

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
