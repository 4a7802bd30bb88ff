"""Slugs of pages whose title has no Latin letters: the name of their kind, made free with a number."""

from django.utils.text import slugify


def make_free_slug(page, parent) -> str:
    """Return a slug from the title, or from the kind of page, that no other child of `parent` has."""
    stem = slugify(page.title)[:200].strip("-") or slugify(str(type(page)._meta.verbose_name)) or "pagina"
    siblings = parent.get_children().exclude(pk=page.pk) if parent is not None else type(page).objects.none()
    taken = set(siblings.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug
