"""Creates English translations with wagtail-localize, as its editor does."""

import warnings
from collections import defaultdict

from bs4 import MarkupResemblesLocatorWarning
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


class UnpairedStringsError(ValueError):
    """The English content has more or fewer strings than the Dutch."""


def translate(source, english):
    """Return the English translation of `source`; `english` is an unsaved copy with the English text."""
    with warnings.catch_warnings():  # strings that are URLs, such as a ROR
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        return _translate(source, english, Locale.objects.get(language_code="en"))


def _translate(source, english, locale: Locale):
    origin, _created = TranslationSource.update_or_create_from_instance(source)
    Translation.objects.create(source=origin, target_locale=locale)
    _store_strings(origin, locale, english)
    draft = isinstance(source, Page)
    if draft:
        _copy(source, locale, english.slug)
    target, _created = origin.create_or_update_translation(locale, publish=not draft)
    if draft:
        target.get_latest_revision().publish()
    return target


def _copy(source: Page, locale: Locale, slug: str) -> None:
    """Create the English page with its English slug, so that wagtail-localize creates no redirect."""
    page = source.copy_for_translation(locale)
    page.slug = slug
    page.set_url_path(page.get_parent())
    Page.objects.filter(pk=page.pk).update(slug=page.slug, url_path=page.url_path)


def _store_strings(origin: TranslationSource, locale: Locale, english) -> None:
    """Match the strings of both languages by path and order, and store the translations."""
    words = defaultdict(list)
    for segment in extract_segments(english):
        if isinstance(segment, StringSegmentValue):
            words[segment.path].append((segment.order, segment.string.data))
    places = defaultdict(list)
    for segment in StringSegment.objects.filter(source=origin).select_related("context", "string").order_by("order"):
        places[segment.context.path].append(segment)
    pairs = {}
    for path in places.keys() | words.keys():
        if len(places[path]) != len(words[path]):
            raise UnpairedStringsError(
                f"{origin.object_repr}: {path}: {len(places[path])} Dutch, {len(words[path])} English"
            )
        for segment, (_order, data) in zip(places[path], sorted(words[path]), strict=True):
            pairs[segment.string_id, segment.context_id] = data
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=string, context_id=context, locale=locale, data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for (string, context), data in pairs.items()
    )  # fmt: skip
