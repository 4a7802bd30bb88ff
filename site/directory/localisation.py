"""Locales, and translations of records and entries by translation key."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from django.utils import translation
from wagtail.models import Locale

_shows_proposals: ContextVar[bool] = ContextVar("shows_proposals", default=False)


@contextmanager
def showing_proposals() -> Iterator[None]:
    """Let `localise` return proposed records too until the end of the block: for the preview of a draft."""
    token = _shows_proposals.set(True)
    try:
        yield
    finally:
        _shows_proposals.reset(token)


def get_locale(language: str | None = None) -> Locale:
    """Return the Locale of `language` (default: the active one), else the default Locale."""
    return locale_for((language or translation.get_language() or "nl")[:2])


@cache
def locale_for(code: str) -> Locale:
    """Return the Locale of a language code, else the default Locale; cached."""
    locales = get_locales()
    return locales.get(code) or next(iter(locales.values()))


@cache
def get_locales() -> dict[str, Locale]:
    """Return {language code: Locale}, the default first; cached per process."""
    default = Locale.get_default()
    others = Locale.objects.exclude(pk=default.pk)
    return {default.language_code: default, **{locale.language_code: locale for locale in others}}


@cache
def language_of(locale_id: int) -> str:
    """Return the language code of a locale; cached."""
    known = next((code for code, locale in get_locales().items() if locale.pk == locale_id), None)
    return known or Locale.objects.get(pk=locale_id).language_code


def clear_locale_cache() -> None:
    """Clear the cached locales."""
    for function in (locale_for, get_locales, language_of):
        function.cache_clear()


def localise(objects, locale_id: int, queryset=None) -> list:
    """Return `objects` in order, each replaced by its translation in the locale where that exists.

    wagtail-localize copies foreign keys without translating them, so an English page refers to Dutch records. At most one
    query, none when all objects are in the locale. `queryset` limits the translations (for entries: the public ones).
    Of records only the public ones are returned, in `showing_proposals()` those that are proposed too.
    """
    objects = [item for item in objects if item.live or (_shows_proposals.get() and item.is_proposal)]
    here = {item.translation_key for item in objects if item.locale_id == locale_id}
    objects = [item for item in objects if item.locale_id == locale_id or item.translation_key not in here]
    missing = [item.translation_key for item in objects if item.locale_id != locale_id]
    if not missing:
        return _unique(objects)
    if queryset is None:
        queryset = type(objects[0]).objects.all()
    found = {item.translation_key: item for item in queryset.filter(translation_key__in=missing, locale_id=locale_id)}
    return _unique([item if item.locale_id == locale_id else found.get(item.translation_key, item) for item in objects])


def _unique(objects: list) -> list:
    return list({item.pk: item for item in objects}.values())
