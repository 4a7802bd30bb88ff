"""schema.org descriptions of entries, as dictionaries."""

from django.conf import settings

from core.models import EntryPage


def describe(page, request) -> dict:
    """Return the description of an entry, or nothing for other pages."""
    if not isinstance(page, EntryPage):
        return {}
    address = page.get_full_url(request)
    data = {
        "@context": "https://schema.org",
        "@type": page.schema_type,
        "@id": address,
        "url": address,
        "name": page.title,
        "headline": page.title[:110],
        "description": page.description,
        "inLanguage": page.language,
        "datePublished": page.display_date.isoformat() if page.display_date else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "about": [theme.name for theme in page.themes_here],
        "spatialCoverage": [place.name for place in page.places_here],
        "author": [{"@type": "Person", "name": name} for _label, name, *_rest in page.authors],
        "publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL},
        **page.get_structured_data(),
    }
    return {key: value for key, value in data.items() if value}
