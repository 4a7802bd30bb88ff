"""Fields that are empty: those that publication needs, and those without which a reader misses something."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.entries.findings import Finding, Weight

NOT_TYPED = frozenset({"slug", "title", "draft_title", "display_date", "licence"})  # made by the site when left empty


def check_fields(entry) -> Iterator[Finding]:
    """Yield the empty fields of an entry."""
    if not entry.title.strip():
        yield Finding("title", _("There is no title yet."), "title", Weight.BLOCKS)
    for field in entry._meta.concrete_fields:
        is_typed = field.editable and not field.blank and not field.has_default() and field.name not in NOT_TYPED
        if is_typed and not field.primary_key and not field.remote_field and is_empty(entry, field.name):
            yield Finding(field.name, _say_empty(field, _("“%(field)s” is empty.")), field.name, Weight.BLOCKS)
    for name in entry.expected_fields:
        if is_empty(entry, name):
            yield Finding(name, _say_empty(find_field(entry, name), _("“%(field)s” is still empty.")), name)
    if not entry.body and not any(not is_empty(entry, name) for name in entry.expected_fields):
        yield Finding("body", _("There is no text yet."), "body")


def check_records(entry) -> Iterator[Finding]:
    """Yield which of theme, place and organisation an entry does not have: nobody finds it by them."""
    if not list(entry.themes.all()):
        yield Finding("theme", _("No theme is ticked, so the entry stands in no list of a theme."), "themes")
    if not list(entry.places.all()):
        yield Finding(
            "place", _("No place is ticked, so the entry stands on no map and in no list of a place."), "places"
        )


def check_author(entry) -> Iterator[Finding]:
    """Yield that no author is among the people of an entry that is cited by its author."""
    if entry.expects_author and not any(row.role == "author" for row in entry.contributions.all()):
        text = _("It does not say who wrote this: add a person with the role of author, so that a citation has a name.")
        yield Finding("author", text, "contributions")


def is_empty(entry, name: str) -> bool:
    """Return whether a field has no words; markup and spaces are none."""
    value = getattr(entry, name)
    return not strip_tags(value).strip() if isinstance(value, str) else value in (None, "")


def find_field(entry, name: str):
    """Return a field of an entry's kind; raise FieldDoesNotExist for a name in `expected_fields` that is none."""
    try:
        return entry._meta.get_field(name)
    except FieldDoesNotExist:
        raise FieldDoesNotExist(f"{type(entry).__name__}.expected_fields: {name}") from None


def _say_empty(field, text: str) -> str:
    sentence = text % {"field": capfirst(str(field.verbose_name))}
    return f"{sentence} {field.help_text}" if field.help_text else sentence
