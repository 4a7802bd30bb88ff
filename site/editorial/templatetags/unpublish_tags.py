"""What is public in other languages, on the screens that ask before a page is unpublished."""

from django import template

from editorial.translations.unpublishing import FIELD, find_public_versions

register = template.Library()


@register.inclusion_tag("editorial/public_versions.html", takes_context=True)
def public_versions(context, page):
    """The public versions of a page in other languages."""
    return _list(context, [page])


@register.inclusion_tag("editorial/public_versions.html", takes_context=True)
def public_versions_of_items(context, items):
    """The public versions of the rows of a bulk action in other languages."""
    return _list(context, [row["item"] for row in items])


def _list(context, pages) -> dict:
    return {"versions": find_public_versions(pages, context["request"].user), "field": FIELD}
