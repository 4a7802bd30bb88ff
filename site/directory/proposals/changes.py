"""Changes of public records, as the log has them, for those who decide on records."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.names import name_of
from directory.forms import format_value
from directory.proposals.rules import find_decided

CHANGED, ADDED = "directory.record.change", "directory.record.add"
SHOWN_DAYS = 14
MAX_SHOWN = 100
PRIVATE = frozenset({"email"})  # fields of which the log says that they changed, and not into what


@dataclass(frozen=True)
class RecordChange:
    """A change of a public record: who, when, what, and the record's edit form."""

    name: str
    kind: str
    who: str
    when: datetime
    fields: list[tuple[str, str, str]]  # label, before, after
    url: str | None


def log_change(record, before, names: list[str], user) -> None:
    """Log that `user` changed the fields `names` of a public record; `before` is the record as it was."""
    fields = [
        [
            capfirst(str(record._meta.get_field(name).verbose_name)),
            *(("", "") if name in PRIVATE else _values(name, before, record)),
        ]
        for name in names
    ]
    if fields:
        log(record, CHANGED, user=user, data={"fields": fields})


def carry_over(record, others: list, names: list[str], user) -> None:
    """Give the other languages of a record, as they were before it, what holds in all of them; log it as for the record itself."""
    for other in others:
        changed = [
            name for name in names if name in record.same_everywhere and getattr(other, name) != getattr(record, name)
        ]
        if changed:
            before = copy(other)
            for name in changed:
                setattr(other, name, getattr(record, name))
            other.save(update_fields=changed)
            if other.live:
                log_change(other, before, changed, user)


def log_addition(record, user) -> None:
    """Log that `user` added a public record."""
    log(record, ADDED, user=user)


def find_changes(user, days: int = SHOWN_DAYS):
    """Return the log entries of changes by others of records on which the user decides, the latest first."""
    kinds = [ContentType.objects.get_for_model(model) for model in find_decided(user)]
    since = timezone.now() - timedelta(days=days)
    found = ModelLogEntry.objects.filter(content_type__in=kinds, action__in=[CHANGED, ADDED], timestamp__gte=since)
    return found.exclude(user=user).order_by("-timestamp")


def list_changes_today(user) -> list[RecordChange]:
    """Return the changes by others on this day."""
    begin = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return _describe(find_changes(user).filter(timestamp__gte=begin), user)


def list_changes(user) -> list[RecordChange]:
    """Return the changes by others of the last days; the number of queries does not depend on their number."""
    return _describe(find_changes(user), user)


def _describe(entries, user) -> list[RecordChange]:
    finder, found = AdminURLFinder(user), []
    rows = list(entries.select_related("user", "content_type")[:MAX_SHOWN])
    records = _load(rows)
    for row in rows:
        record = records.get((row.content_type_id, row.object_id))
        who = name_of(row.user) if row.user else ""
        kind = capfirst(str(row.content_type.model_class()._meta.verbose_name))
        fields = [tuple(one) for one in row.data.get("fields", ())]
        url = finder.get_edit_url(record) if record else None
        found.append(RecordChange(row.label, kind, who, row.timestamp, fields, url))
    return found


def _values(name: str, before, after) -> tuple[str, str]:
    return format_value(before, name), format_value(after, name)


def _load(rows) -> dict:
    ids: dict[int, set[str]] = {}
    for row in rows:
        ids.setdefault(row.content_type_id, set()).add(row.object_id)
    found = {}
    for content_type_id, pks in ids.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        found |= {
            (content_type_id, str(pk)): one for pk, one in model.with_proposals.in_bulk([int(pk) for pk in pks]).items()
        }
    return found
