"""The text of an event as its page and the rows below it store it: where a guest is named in it, and how the name is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import COMMENTS_RELATION_NAME

from core.entries.personal_names import NameMatcher

# Columns that are no text of an editor, or that other rules are about: the recording is withdrawn as a whole, and the body is
# redacted whenever it is rendered (`RecordingMixin.render_content`).
OTHER_FIELDS = {"path", "url_path", "recording_url", "draft_title", "body"}
# Rows that are redacted whenever they are read.
OTHER_RELATIONS = {"caption_tracks", COMMENTS_RELATION_NAME}


@dataclass
class StoredText:
    """A text column of a page or of a row below it; `field` names the page's field or relation."""

    owner: Any
    column: models.Field
    field: str
    value: Any

    @property
    def label(self) -> str:
        """Name of the field for editors."""
        return capfirst(str(self.column.verbose_name))

    def find(self, matcher: NameMatcher) -> list[str]:
        """Return the names as they stand in the text."""
        value = self.value
        if isinstance(self.column, StreamField):
            return [name for text in _list_strings(value.get_prep_value()) for name in _find(text, matcher)]
        if isinstance(self.column, models.SlugField | models.URLField):
            return matcher.find_in_slug(value or "")
        return _find(value or "", matcher) if isinstance(self.column, RichTextField) else matcher.find(value or "")

    def holds(self, part: str) -> bool:
        """Return whether the text has these words in it."""
        strings = _list_strings(self.value.get_prep_value()) if isinstance(self.column, StreamField) else [self.value]
        return any(part in (text or "") for text in strings)

    def redact(self, matcher: NameMatcher, placeholder: str) -> None:
        """Take the names out of the text, in memory."""
        value = self.value
        if isinstance(self.column, StreamField):
            self.value = self.column.to_python(_redact_raw(value.get_prep_value(), matcher, placeholder))
        elif isinstance(self.column, models.SlugField):
            self.value = matcher.remove_from_slug(value)
        elif isinstance(self.column, models.URLField):
            self.value = ""
        elif isinstance(self.column, RichTextField):
            self.value = _redact(value, matcher, placeholder)
        else:
            self.value = matcher.replace(value, placeholder)[: self.column.max_length]
        setattr(self.owner, self.column.attname, self.value)


def list_texts(page, with_rows: bool = True) -> Iterator[StoredText]:
    """Yield the texts of a page and of the rows below it, in memory or from the database."""
    for column in page._meta.concrete_fields:
        if _is_text(column) and column.name not in OTHER_FIELDS:
            yield StoredText(page, column, column.name, getattr(page, column.attname))
    for relation in get_all_child_relations(page) if with_rows else ():
        name = relation.get_accessor_name()
        if name in OTHER_RELATIONS:
            continue
        columns = [column for column in relation.related_model._meta.concrete_fields if _is_text(column)]
        for row in getattr(page, name).all() if columns else ():
            for column in columns:
                yield StoredText(row, column, name, getattr(row, column.attname))


def find_named(page, matcher: NameMatcher) -> list[tuple[StoredText, str]]:
    """Return (text, name as it stands there) for the texts of a page that name somebody."""
    if not matcher.names:
        return []
    found = ((text, text.find(matcher)) for text in list_texts(page) if not _is_whole_contributor(text))
    return [(text, names[0]) for text, names in found if names]


def redact_page(page, matcher: NameMatcher) -> list[StoredText]:
    """Take the names out of the texts of a page, in memory; return the texts that changed."""
    changed = [text for text, _name in find_named(page, matcher)]
    with translation.override(page.language):
        placeholder = gettext("[name removed]")
    for text in changed:
        text.redact(matcher, placeholder)
    if not page.slug:
        page.slug = f"{page.kind}-{page.pk}"
    page.draft_title = page.title
    for name in {text.field for text in changed if text.owner is not page}:
        setattr(page, name, list(getattr(page, name).all()))
    return changed


def _is_whole_contributor(text: StoredText) -> bool:
    """Return whether a text is the name of a contributor: such a row is left out when the page is shown."""
    return text.field == "contributions" and text.column.name == "name"


def _is_text(column) -> bool:
    if isinstance(column, StreamField | RichTextField):
        return True
    is_text = isinstance(column, models.CharField | models.TextField) and not isinstance(column, models.FileField)
    return is_text and not column.choices and not column.primary_key


def _is_address(text: str) -> bool:
    try:
        URLValidator()(text)
    except ValidationError:
        return False
    return True


def _find(text: str, matcher: NameMatcher) -> list[str]:
    if _is_address(text):
        return matcher.find_in_slug(text)
    return matcher.find_in_html(text) if "<" in text or "&" in text else matcher.find(text)


def _redact(text: str, matcher: NameMatcher, placeholder: str) -> str:
    if _is_address(text):
        return "" if matcher.find_in_slug(text) else text
    return (
        matcher.replace_in_html(text, placeholder) if "<" in text or "&" in text else matcher.replace(text, placeholder)
    )


def _list_strings(value) -> Iterator[str]:
    """Yield the strings of a StreamField's raw value without types and ids."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in {"id", "type"}:
                yield from _list_strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _list_strings(item)


def _redact_raw(value, matcher: NameMatcher, placeholder: str):
    """Return a StreamField's raw value with the names taken out."""
    if isinstance(value, str):
        return _redact(value, matcher, placeholder)
    if isinstance(value, dict):
        return {
            key: item if key in {"id", "type"} else _redact_raw(item, matcher, placeholder)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_redact_raw(item, matcher, placeholder) for item in value]
    return value
