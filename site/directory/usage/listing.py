"""Uses of a record as rows for editors; the number of queries does not depend on the number of rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from directory.usage.report import Usage, Use


@dataclass(frozen=True)
class UseRow:
    """One use: name, kind, fields, state, and the address of its edit form for who may open it."""

    label: str
    kind: str
    fields: str
    state: str
    edit_url: str | None
    is_public: bool


def list_uses(usage: Usage, user) -> list[UseRow]:
    """Return the uses by name, public ones first, and after them those that have no page of their own."""
    by_model: dict[type, list[Use]] = {}
    for use in usage.uses:
        by_model.setdefault(use.model, []).append(use)
    finder, rows = AdminURLFinder(user), []
    for model, uses in by_model.items():
        objects = model._base_manager.in_bulk([use.pk for use in uses])
        rows += [_make_row(use, objects[use.pk], finder) for use in uses if use.pk in objects]
    rows.sort(key=lambda row: (not row.is_public, row.kind, row.label.casefold()))
    rows += [UseRow(str(number), capfirst(str(what)), "", "", None, False) for what, number in usage.more]
    return rows


def count_by_kind(rows: list[UseRow]) -> list[tuple[str, int]]:
    """Return (kind, number of rows), the most frequent first."""
    numbers: dict[str, int] = {}
    for row in rows:
        numbers[row.kind] = numbers.get(row.kind, 0) + (1 if row.fields else int(row.label))
    return sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))


def _make_row(use: Use, item: Any, finder: AdminURLFinder) -> UseRow:
    is_page = isinstance(item, Page)
    model = (item.cached_content_type.model_class() or Page) if is_page else type(item)
    kind = capfirst(str(model._meta.verbose_name))
    url = finder.get_edit_url(item)
    label = str(item) if url or (is_page and item.live) else _("(not yours to open)")
    is_public = is_page and item.live and use.stored
    return UseRow(label, kind, ", ".join(use.labels), _name_state(use, is_page, is_public), url, is_public)


def _name_state(use: Use, is_page: bool, is_public: bool) -> str:
    states = [_("public")] if is_public else []
    if is_page and (use.draft or not states) and not use.planned:
        states.append(_("draft"))
    if use.planned:
        states.append(_("planned"))
    return ", ".join(str(state) for state in states) if is_page else ""
