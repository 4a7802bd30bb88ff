"""What a merge would do: which record goes into which in each language, and why it may be refused."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.models.record import Record
from directory.usage.report import Usage, find_usage


class MergeRefusedError(Exception):
    """A record cannot be merged into another one; the message says why, for an editor."""


@dataclass
class MergePlan:
    """`pairs`: (record, the record it goes into) in each language; `moved`: translations that the target does not have yet."""

    source: Record
    target: Record
    pairs: list[tuple] = field(default_factory=list)
    moved: list[Record] = field(default_factory=list)
    page_ids: list[int] = field(default_factory=list)  # pages that changed, once the merge is done

    def find_usage(self) -> Usage:
        """Return where the source is used now."""
        return find_usage(self.source)


def plan_merge(source: Record, target: Record) -> MergePlan:
    """Return the plan of a merge; raise MergeRefusedError when these two cannot become one."""
    _check_kind(source, target)
    model = type(source)
    own = {one.locale_id: one for one in model.with_proposals.filter(translation_key=source.translation_key)}
    others = {one.locale_id: one for one in model.with_proposals.filter(translation_key=target.translation_key)}
    plan = MergePlan(source, target)
    for locale_id, record in sorted(own.items()):
        if locale_id in others:
            plan.pairs.append((record, others[locale_id]))
        else:
            plan.moved.append(record)
    for record, into in plan.pairs:
        _check_levels(record, into)
    return plan


def _check_kind(source, target) -> None:
    names = {"source": source, "target": target}
    if type(source) is not type(target):
        raise MergeRefusedError(_("“%(source)s” and “%(target)s” are records of different kinds.") % names)
    for record in (source, target):
        if record.merged_into_id:
            text = _("“%(name)s” was merged into “%(target)s” already.")
            raise MergeRefusedError(text % {"name": record, "target": record.merged_into})
    if source.pk == target.pk:
        raise MergeRefusedError(_("Choose another record: “%(source)s” cannot be merged into itself.") % names)
    if source.translation_key == target.translation_key:
        raise MergeRefusedError(_("“%(target)s” is “%(source)s” in another language.") % names)
    if source.live and not target.live:
        text = _("“%(target)s” is not public. Merge it into “%(source)s”, not the other way round.")
        raise MergeRefusedError(text % names)
    if source.locale_id != target.locale_id:
        raise MergeRefusedError(_("“%(source)s” and “%(target)s” are records in different languages.") % names)


def _check_levels(record, into) -> None:
    """Refuse to put something in a place that is not larger than it is."""
    levels = list(getattr(record, "Level", ()))
    if not levels or is_above(record, into):  # then the target takes the level too
        return
    for child in record.children.filter(merged_into=None).exclude(pk=into.pk):
        if levels.index(child.level) <= levels.index(into.level):
            text = _(
                "“%(child)s” lies in “%(source)s” and would not be smaller than “%(target)s”. Give one of them another level first."
            )
            raise MergeRefusedError(text % {"child": child, "source": record, "target": into})


def is_above(record, other) -> bool:
    """Return whether a place or organisation has another one somewhere below it; safe for cycles."""
    seen = set()
    while other is not None and other.pk not in seen:
        seen.add(other.pk)
        other = getattr(other, "parent", None)
        if other is not None and other.pk == record.pk:
            return True
    return False
