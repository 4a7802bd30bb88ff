"""Template tags and filters of the site; a builtin library, so templates need no `{% load %}`."""

import re
import textwrap
from urllib.parse import quote

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.db import OperationalError
from django.utils import timezone
from django.utils.html import json_script
from django.utils.safestring import mark_safe
from wagtail.images.models import SourceImageIOError

from characters.cleaning import clean_data, is_invisible
from core.blocks.images import prefetch_renditions
from core.entries.days import show_day
from core.entries.hyphenation import break_heading
from core.listings.navigation import get_breadcrumbs, language_links
from core.metadata.feed_links import links_for
from core.metadata.share_picture import describe_subject
from core.metadata.structured_data import absolute_url, describe_page
from media.pdf.messages import describe_state, find_faults
from media.uploads import rollback
from page_cache.reads import mark_incomplete

register = template.Library()
register.filter("absolute_url", absolute_url)
register.filter("day", show_day)
register.filter("breadcrumbs", get_breadcrumbs)
register.filter("hyphenate", break_heading)
register.simple_tag(takes_context=True)(language_links)


@register.inclusion_tag("components/picture.html")
def site_picture(image, widths="400,800,1200", sizes="100vw", alt=None, lazy=True, css=""):
    """Render a picture in AVIF, WebP and JPEG with its dimensions; empty when the file is gone.

    `widths`: comma-separated pixels; limited to the width of the original.
    """
    if not image:
        return {"sources": []}
    try:
        return {**_sources(image, widths), "sizes": sizes, "lazy": lazy, "css": css,
                "alt": image.default_alt_text if alt is None else alt,
                "alt_language": image.alt_language if alt is None else ""}  # fmt: skip
    except (SourceImageIOError, OSError, OperationalError):  # the original is gone, or the disk is full
        mark_incomplete()
        rollback.delete_orphans()
        return {"sources": []}


def _sources(image, widths: str) -> dict:
    wanted = sorted({min(int(width), image.width) for width in widths.split(",")})
    filters = {name: [f"width-{width}|format-{name}" for width in wanted] for name in ("avif", "webp", "jpeg")}
    prefetch_renditions([image])  # no query where the page has fetched them
    found = image.get_renditions(*[spec for specs in filters.values() for spec in specs])
    sources = [
        {"type": f"image/{name}", "srcset": ", ".join(f"{found[spec].url} {found[spec].width}w" for spec in specs)}
        for name, specs in filters.items()
    ]
    return {"sources": sources[:-1], "fallback": sources[-1], "image": found[filters["jpeg"][-1]]}


@register.simple_tag(takes_context=True)
def share_picture(context):
    """Return the picture of this page for share previews (`core.extensions.SharePicture`), or None."""
    return describe_subject(context)


@register.simple_tag
def pdf_state(document) -> dict:
    """Return the `explanation` of the state of a document's text extraction, and its `faults`."""
    facts = getattr(document, "pdf_facts", None)
    return {"explanation": describe_state(facts), "faults": find_faults(facts, document.language)}


@register.filter
def visible(text) -> bool:
    """Return whether a text has something that shows."""
    return not is_invisible(str(text))


@register.filter
def any_visible(texts) -> bool:
    """Return whether one of several texts, some of them None, has something that shows."""
    return any(visible(text) for text in texts or () if text is not None)


@register.filter
def shorten(text, length: int) -> str:
    """Return at most `length` characters of a text, cut between words and with an ellipsis."""
    text = str(text)
    return text if len(text) <= length else textwrap.shorten(text, length, placeholder="…")


@register.filter
def keep_hyphens(text) -> str:
    """Return a text in which no line ends after a hyphen inside a word, such as “e-mail”."""
    return re.sub(r"(?<=\w)-(?=\w)", "-\u2060", str(text))


@register.filter
def url_quote(value) -> str:
    """Return `value` quoted for the query string of a URL."""
    return quote(str(value).encode("utf-8", "ignore"), safe="")


@register.filter
def iso(moment) -> str:
    """Return a datetime in ISO 8601 format, to the second and with its UTC offset."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""


@register.filter
def webcal(url: str) -> str:
    """Return the `webcal:` URL with which calendar programs subscribe."""
    return f"webcal://{absolute_url(url).split('//', 1)[1]}"


@register.simple_tag(takes_context=True)
def page_feeds(context) -> list:
    """Return the feeds and calendars of this page, for its head."""
    subject = context.get("page") or context.get("record")
    return links_for(subject) if subject else []


@register.simple_tag(takes_context=True)
def page_breadcrumbs(context) -> list:
    """Return the breadcrumbs of the current page, from pages that were fetched before."""
    parent = vars(context["page"]).get("published_parent")  # cached when the page asked for it
    return get_breadcrumbs(context["page"], [*context["site"].pages, *([parent] if parent else [])])


@register.filter
def strip_scheme(url: str) -> str:
    """Return a URL without scheme, `www.` and closing slash, for display."""
    return str(url).split("//", 1)[-1].removeprefix("www.").rstrip("/")


class ShortEncoder(DjangoJSONEncoder):
    """JSON without blanks between its parts and with letters as they are: a reader loads it with the page."""

    def __init__(self, **values):
        super().__init__(**{**values, "separators": (",", ":"), "ensure_ascii": False})


@register.simple_tag(takes_context=True)
def structured_data(context):
    """Render the schema.org data of the page as JSON-LD scripts."""
    scripts = [json_script(clean_data(data), None, ShortEncoder) for data in describe_page(context)]
    return mark_safe("".join(scripts).replace('type="application/json"', 'type="application/ld+json"'))
