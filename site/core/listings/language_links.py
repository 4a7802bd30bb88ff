"""URLs of a page, record or view in the other languages."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.models import Page

from core.models.querysets import is_public
from directory.localisation import language_of

SITEMAP_VIEWS = ["themes", "places", "organisations", "people", "contact", "feeds"]
TRANSLATED_VIEWS = {*SITEMAP_VIEWS, "search", "save_search"}


def find_translations(subject, request) -> dict[str, str]:
    """Return {language: URL} of a page or record for each language in which it is public, its own included."""
    if subject is None:
        return {}
    if hasattr(subject, "get_url"):
        others = Page.objects.live().filter(is_public())
        found = {language_of(subject.locale_id): subject.get_url(request)}
        for other in others.filter(translation_key=subject.translation_key, alias_of=None).exclude(pk=subject.pk):
            found[language_of(other.locale_id)] = other.get_url(request)
        return {language: url for language, url in found.items() if url}
    records = type(subject).objects.filter(translation_key=subject.translation_key)
    return {language_of(record.locale_id): record.get_absolute_url() for record in records}


def translate_view_url(match) -> dict[str, str]:
    """Return {language: URL} of the view of a resolver match, for each language that has a URL for it."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            try:
                found[code] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
            except NoReverseMatch:
                continue
    return found
