"""Tags and filters of the site's templates; built in, so that templates need not load them."""

import textwrap
from urllib.parse import quote

from django import template
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone, translation
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from core.entries.hyphenation import break_heading
from core.listings.navigation import find_crumbs, find_translations, translate_address
from core.metadata.feed_links import links_for
from media.pdf.messages import describe_state, find_faults
from media.uploads import rollback

register = template.Library()
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}
FALLBACK = {"nl": "Nog niet in het Nederlands", "en": "Nog niet in het Engels"}


@register.simple_tag(takes_context=True)
def language_links(context) -> dict:
    """Return `alternates` ({language: absolute address}) and `other` (language, name, address or empty) of this page."""
    request = context.get("request")
    current = (translation.get_language() or "nl")[:2]
    other = "en" if current == "nl" else "nl"
    found: dict[str, str] = {}
    subject = context.get("page") or context.get("record")
    if request is not None:
        if isinstance(subject, Page) and not subject.pk:
            found = {}
        elif subject is not None:
            found = find_translations(subject, request)
        elif request.resolver_match and request.resolver_match.view_name in TRANSLATED_VIEWS:
            found = translate_address(request.resolver_match)
    absolute = {
        code: url if url.startswith("http") else f"{settings.SITE_URL}{url}" for code, url in sorted(found.items())
    }
    return {
        "alternates": absolute if len(absolute) > 1 else {},
        "canonical": absolute.get(current, ""),
        "other": {"code": other, "name": LANGUAGE_NAMES[other], "url": found.get(other, "")},
    }


TRANSLATED_VIEWS = {"search", "contact", "themes", "places", "organisations", "people", "feeds", "save_search"}


@register.inclusion_tag("components/picture.html")
def site_picture(image, widths="400,800,1200", sizes="100vw", alt=None, lazy=True, css=""):
    """A picture in AVIF, WebP and JPEG with its size, so that nothing moves; empty when the file is gone.

    `widths` in pixels, comma-separated; none is larger than the original.
    """
    if not image:
        return {"sources": []}
    try:
        return {**_sources(image, widths), "sizes": sizes, "lazy": lazy, "css": css,
                "alt": image.default_alt_text if alt is None else alt}  # fmt: skip
    except (SourceImageIOError, OSError, OperationalError):  # the original is gone, or the disk is full
        rollback.delete_orphans()
        return {"sources": []}


def _sources(image, widths: str) -> dict:
    wanted = sorted({min(int(width), image.width) for width in widths.split(",")})
    filters = {name: [f"width-{width}|format-{name}" for width in wanted] for name in ("avif", "webp", "jpeg")}
    found = image.get_renditions(*[spec for specs in filters.values() for spec in specs])
    sources = [
        {"type": f"image/{name}", "srcset": ", ".join(f"{found[spec].url} {found[spec].width}w" for spec in specs)}
        for name, specs in filters.items()
    ]
    return {"sources": sources[:-1], "fallback": sources[-1], "image": found[filters["jpeg"][-1]]}


@register.simple_tag
def share_image(image) -> dict:
    """Return address, width and height of the picture on share cards."""
    try:
        if image:
            rendition = image.get_rendition("fill-1200x630|format-jpeg")
            return {"url": f"{settings.SITE_URL}{rendition.url}", "width": rendition.width, "height": rendition.height,
                    "alt": image.default_alt_text}  # fmt: skip
    except (SourceImageIOError, OSError, OperationalError):
        rollback.delete_orphans()
    return {}


@register.simple_tag
def pdf_state(document) -> dict:
    """Return `explanation` of how far the reading of a document's PDF is, and its `faults`."""
    facts = getattr(document, "pdf_facts", None)
    return {"explanation": describe_state(facts), "faults": find_faults(facts, document.language)}


@register.filter
def heading(text, language: str) -> str:
    """Return a title that breaks well in narrow columns."""
    return break_heading(text, language)


@register.filter
def shorten(text, length: int) -> str:
    """Return at most `length` characters of a text, cut between words, with an ellipsis."""
    text = str(text)
    return text if len(text) <= length else textwrap.shorten(text, length, placeholder="…")


@register.filter
def quoted(value) -> str:
    """Return `value` safe inside the query of an address."""
    return quote(str(value).encode("utf-8", "ignore"), safe="")


@register.filter
def iso(moment) -> str:
    """Return a moment as HTML writes it: to the second, with its distance from UTC."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def absolute(url: str) -> str:
    """Return the full address of a path of this site."""
    return url if str(url).startswith("http") else f"{settings.SITE_URL}{url}"


@register.filter
def webcal(url: str) -> str:
    """Return the address by which a calendar program subscribes instead of loading a file once."""
    return f"webcal://{absolute(url).split('//', 1)[1]}"


@register.simple_tag(takes_context=True)
def followed(context) -> list:
    """Return the feeds and calendars of this page, to be announced in its head."""
    subject = context.get("page") or context.get("record")
    return links_for(subject) if subject else []


@register.filter
def crumbs(subject) -> list:
    """Return the links above a page, a record or (for an empty value) a view."""
    return find_crumbs(subject)


@register.simple_tag(takes_context=True)
def page_crumbs(context) -> list:
    """Return the links above the page that is shown."""
    parent = getattr(context["page"], "_cached_parent_obj", None)  # read already by who asked for it
    return find_crumbs(context["page"], [*context["site"].pages, *([parent] if parent else [])])


@register.filter
def without_scheme(url: str) -> str:
    """Return an address as people write it."""
    return str(url).split("//", 1)[-1].removeprefix("www.").rstrip("/")


@register.simple_tag(takes_context=True)
def structured_data(context):
    """Write the page's schema.org data as a script that carries data only."""
    from core.metadata.structured_data import describe  # noqa: PLC0415 -- models import templates' tags while loading

    scripts = [json_script(data, None) for data in describe(context)]
    return mark_safe("".join(scripts).replace('type="application/json"', 'type="application/ld+json"'))
