"""URLs of entries that were withdrawn; they answer 410 instead of 404."""

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from core.models import EntryPage, WithdrawnAddress
from core.models.querysets import is_published


def store_gone_urls(instance: EntryPage) -> None:
    """Store the paths of an entry and of its redirects; called before it is deleted."""
    paths = list(Redirect.objects.filter(redirect_page_id=instance.pk).values_list("old_path", flat=True))
    path = public_path(instance)
    for one in {*paths, *([path] if path else [])}:
        WithdrawnAddress.objects.update_or_create(path=one[:500], defaults={"title": instance.title})


def public_path(page: Page) -> str:
    """Return the path of a page, normalised as in redirects, or empty."""
    parts = page.get_url_parts()
    return Redirect.normalise_path(parts[2]) if parts and parts[2] else ""


def find_gone_title(request) -> str | None:
    """Return the title of the entry that was public at the path of the request, or None."""
    path = Redirect.normalise_path(request.path)
    title = WithdrawnAddress.objects.filter(path=path).values_list("title", flat=True).first()
    if title is not None:
        return title
    site = Site.find_for_request(request)
    if site is None or len(path) > 500:
        return None
    slug = path.rsplit("/", 1)[-1]
    if not slug:
        return None
    gone = EntryPage.objects.exclude(is_published()).filter(slug=slug, first_published_at__isnull=False)
    for page in gone[:20]:
        if public_path(page) == path and not any(restriction for restriction in page.get_view_restrictions()):
            return page.title
    return None
