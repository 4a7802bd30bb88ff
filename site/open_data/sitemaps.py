"""The sitemap: all public pages with their translations."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from core.entries.named_people import exclude_withdrawn
from core.listings.navigation import SITEMAP_VIEWS
from core.models.querysets import readable_pages
from directory.localisation import language_of
from directory.models import Organisation, Person, Place, Theme


def sitemap(request) -> HttpResponse:
    """Serve the sitemap."""
    groups: dict = {}
    for page in readable_pages().filter(depth__gt=1, alias_of=None).order_by("path"):
        url = page.get_url(request)
        if url:
            modified = page.last_published_at or page.latest_revision_created_at
            groups.setdefault(("page", page.translation_key), []).append((language_of(page.locale_id), url, modified))
    for model in (Theme, Place, Organisation, Person):
        records = exclude_withdrawn(model.objects.filter(consent=True)) if model is Person else model.objects.all()
        for record in records:
            found = groups.setdefault((model.__name__, record.translation_key), [])
            found.append((language_of(record.locale_id), record.get_absolute_url(), None))
    for name in SITEMAP_VIEWS:
        for code, _label in settings.LANGUAGES:
            with translation.override(code):
                groups.setdefault(("view", name), []).append((code, reverse(name), None))
    rows = [
        {
            "url": settings.SITE_URL + url if url.startswith("/") else url,
            "modified": modified,
            "alternates": [(code, settings.SITE_URL + other) for code, other, _when in group] if len(group) > 1 else [],
        }
        for group in groups.values()
        for _language, url, modified in group
    ]
    return HttpResponse(render_to_string("sitemap.xml", {"rows": rows}), content_type="application/xml; charset=utf-8")
