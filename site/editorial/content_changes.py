"""Who made the last change of a page's content: a save without a change is none, and neither is a comment, a date or a lock.

Versions are compared by what they say. What Wagtail adds by itself (ids of rows and blocks, keys of paragraphs) is left out.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import COMMENTS_RELATION_NAME, Page, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationLog

# Fields of a version that hold no content: state, dates of publication, address and place in the tree, who and when.
STATE = frozenset(
    {
        "pk", "path", "depth", "numchild", "translation_key", "locale", "live", "has_unpublished_changes",
        "first_published_at", "last_published_at", "live_revision", "latest_revision", "latest_revision_created_at",
        "draft_title", "slug", "url_path", "owner", "content_type", "locked", "locked_at", "locked_by", "expired", "alias_of",
        "go_live_at", "expire_at", "search_rank", "machine_translated", COMMENTS_RELATION_NAME,
    }
)  # fmt: skip
_KEY = re.compile(r' data-block-key="[^"]*"')
_ROW = frozenset({"pk", "id", "page", "sort_order", "translation_key", "locale"})


def read_content(revision: Revision) -> dict[str, Any]:
    """Return what a version says: {field: value without ids}."""
    stored = json.loads(json.dumps(revision.content, cls=DjangoJSONEncoder))  # as the database gives it back
    return {name: _strip(value) for name, value in stored.items() if name not in STATE}


def is_same_content(old: Revision, new: Revision) -> bool:
    """Return whether two versions say the same, in the fields that both know."""
    before, after = read_content(old), read_content(new)
    return all(before[name] == after[name] for name in before.keys() & after.keys())


def find_last_editor(page: Page, revision: Revision) -> int | None:
    """Return the id of the user who made the last change of content up to `revision`; None when the site itself did."""
    later = revision
    for earlier in _walk_back(page, revision):
        if not is_same_content(earlier, later):
            return _find_author(page, later, earlier)
        later = earlier
    return _find_author(page, later, None)


def _walk_back(page: Page, revision: Revision) -> Iterator[Revision]:
    """Yield the versions before `revision`, the last first."""
    before = page.revisions.filter(created_at__lte=revision.created_at).exclude(pk=revision.pk)
    yield from before.order_by("-created_at", "-pk").iterator(chunk_size=5)


def _find_author(page: Page, revision: Revision, before: Revision | None) -> int | None:
    """Return who changed what `revision` has; in a version of a translation, who translated last."""
    if not _is_translated(page, revision):
        return revision.user_id
    window: dict[str, Any] = {"updated_at__lte": revision.created_at}
    if before is not None:
        window["updated_at__gt"] = before.created_at
    of_page = {"context__object_id": page.translation_key, "locale": page.locale_id}
    found = [
        model.objects.filter(**of_page, **window)
        .order_by("-updated_at")
        .values_list("updated_at", "last_translated_by")
        for model in (StringTranslation, SegmentOverride)
    ]
    newest = sorted(pair for rows in found for pair in rows[:1])
    return newest[-1][1] if newest else None


def _is_translated(page: Page, revision: Revision) -> bool:
    """Return whether a version was written out of translated texts.

    wagtail-localize notes it after it has published; until then it is the newest one and says what the texts say. Own words that
    were written while the translation was stopped do not.
    """
    if TranslationLog.objects.filter(revision=revision).exists():
        return True
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    translation = found.select_related("source", "target_locale").first()
    newest = page.revisions.order_by("-created_at", "-pk").values_list("pk", flat=True).first()
    if translation is None or revision.pk != newest:
        return False
    written = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    return is_same_content(revision, Revision(content=written.serializable_data()))


def _strip(value: Any) -> Any:
    """Return the stored value of a field without what a save adds to it; nothing is nothing, however it is stored."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _strip_text(value)
    if isinstance(value, list):  # rows of a set, or choices
        return [_strip_row(one) if isinstance(one, dict) else one for one in value]
    return value


def _strip_row(row: dict) -> dict:
    return {name: _strip(value) for name, value in row.items() if name not in _ROW}


def _strip_text(text: str) -> Any:
    """Return rich text without the keys of its paragraphs; a StreamField, which is stored as JSON, without ids of blocks."""
    if text[:2] == "[{" and text[-1:] == "]":
        try:
            return _strip_blocks(json.loads(text))
        except ValueError:
            pass
    return _strip_keys(text)


def _strip_keys(text: str) -> str:
    """Return rich text without keys; a paragraph without words is what the editor makes of an empty field."""
    words = _KEY.sub("", text)
    return "" if words == "<p></p>" else words


def _strip_blocks(value: Any) -> Any:
    if isinstance(value, str):
        return _strip_keys(value)
    if isinstance(value, list):
        return [_strip_blocks(one) for one in value]
    if isinstance(value, dict):
        is_block = {"type", "value"} <= value.keys()
        return {name: _strip_blocks(one) for name, one in value.items() if not (is_block and name == "id")}
    return value
