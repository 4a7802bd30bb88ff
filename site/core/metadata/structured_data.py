"""schema.org data of entries, listings and records, as dicts for JSON-LD."""

from django.conf import settings

from core.listings.navigation import get_breadcrumbs
from core.models import EntryPage
from directory.models import Organisation, Person, Place, Theme

CONTEXT = "https://schema.org"
RECORDS = {Organisation: "Organization", Person: "Person", Place: "Place", Theme: "DefinedTerm"}


def describe_page(context) -> list[dict]:
    """Return the schema.org objects for the context of a page; empty for other pages."""
    page, record, request = context.get("page"), context.get("record"), context.get("request")
    listing = context.get("listing")
    if isinstance(page, EntryPage):
        picture = context.get("picture")
        return [describe_entry(page, request, picture.url if picture else "")]
    if record is not None:
        title, url = record.name, absolute_url(record.get_absolute_url())
        found = [describe_record(record), describe_list(title, url, listing)]
    elif page is not None and listing is not None:
        title, url = page.title, absolute_url(page.get_url(request) or "")
        found = [describe_list(title, url, listing)]
    elif context.get("groups") is not None:
        title, url = str(context["title"]), absolute_url(request.path)
        records = [record for _heading, rows in context["groups"] for record, *_rest in rows]
        found = [describe_records(title, url, records)]
    else:
        return []
    return [*found, describe_breadcrumbs(get_breadcrumbs(record or page), title, url)]


def describe_entry(page, request, image: str = "") -> dict:
    """Return the schema.org object of an entry; `image`: URL of its main image, else the drawn one is named."""
    address = page.get_full_url(request)
    publisher = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL}
    data = {
        "@context": CONTEXT,
        "@type": page.schema_type,
        "@id": address,
        "url": address,
        "name": page.title,
        "headline": page.title[:110],
        "description": page.description,
        "inLanguage": page.language,
        "datePublished": page.display_date.isoformat() if page.display_date else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "about": [theme.name for theme in page.localized_themes],
        "spatialCoverage": [place.name for place in page.localized_places],
        "image": image or (absolute_url(page.share_image_url) if page.pk else None),
        "author": [{"@type": "Person", "name": name} for _label, name, *_rest in page.authors] or publisher,
        "publisher": publisher,
        **page.get_structured_data(),
    }
    return drop_empty(data)


def describe_record(record) -> dict:
    """Return the schema.org object of a record."""
    address = absolute_url(record.get_absolute_url())
    data = {"@context": CONTEXT, "@type": RECORDS[type(record)], "@id": address, "url": address, "name": record.name}
    if isinstance(record, Person):
        data |= {"jobTitle": record.job_title, "description": record.bio, "sameAs": record.orcid and record.orcid_url}
    else:
        data["description"] = getattr(record, "intro", "")
    if isinstance(record, Organisation):
        data |= {"sameAs": [link for link in (record.website, record.ror and record.ror_url) if link]}
    if isinstance(record, Place) and record.latitude is not None and record.longitude is not None:
        point = {"latitude": float(record.latitude), "longitude": float(record.longitude)}
        data["geo"] = {"@type": "GeoCoordinates", **point}
    return drop_empty(data)


def describe_list(name: str, address: str, listing) -> dict:
    """Return the CollectionPage of a listing, with the entries of its current page."""
    rows = [(card.title, absolute_url(card.url or "")) for card in listing.cards]
    return _collection(name, address, rows, listing.count, listing.first)


def describe_records(name: str, address: str, records: list) -> dict:
    """Return the CollectionPage of a list of records."""
    return _collection(
        name, address, [(record.name, absolute_url(record.get_absolute_url())) for record in records], len(records)
    )


def _collection(name: str, address: str, rows: list, number: int, first: int = 0) -> dict:
    elements = [
        {"@type": "ListItem", "position": first + at, "name": title, "url": url}
        for at, (title, url) in enumerate(rows, start=1)
    ]
    items = {"@type": "ItemList", "numberOfItems": number, "itemListElement": elements}
    return {"@context": CONTEXT, "@type": "CollectionPage", "url": address, "name": name, "mainEntity": items}


def describe_breadcrumbs(ancestors: list, name: str, address: str) -> dict:
    """Return the BreadcrumbList that ends with the page itself."""
    steps = [*((str(breadcrumb.title), absolute_url(breadcrumb.url)) for breadcrumb in ancestors), (name, address)]
    elements = [
        {"@type": "ListItem", "position": at, "name": title, "item": url}
        for at, (title, url) in enumerate(steps, start=1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": elements}


def absolute_url(url: str) -> str:
    """Return the absolute URL of a path of this site."""
    return url if url.startswith("http") else f"{settings.SITE_URL}{url}"


def drop_empty(data: dict) -> dict:
    """Return `data` without empty values."""
    return {key: value for key, value in data.items() if value}
