"""Keeps the addresses of public pages, and how they answer: those of other sites once a week, own ones at the moment itself."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.models.querysets import readable_pages
from editorial.links import client
from editorial.links.extraction import find_links
from editorial.links.models import LinkedAddress, PageLink

INTERVAL = timedelta(days=6, hours=12)  # a weekly round finds what it asked the week before
State = LinkedAddress.State


def store_links(page: Page) -> int:
    """Keep the addresses that a published page links to, in place of those before; return their number."""
    links = find_links(page.specific)
    with transaction.atomic():
        known = LinkedAddress.objects.in_bulk(list(links), field_name="url")
        for url in links.keys() - known.keys():
            known[url], _made = LinkedAddress.objects.get_or_create(url=url)
        PageLink.objects.filter(page=page).delete()
        PageLink.objects.bulk_create(
            [PageLink(page=page, address=known[url], words=words) for url, words in links.items()]
        )
        LinkedAddress.objects.filter(links=None).delete()
    return len(links)


def is_own(url: str) -> bool:
    """Return whether an address is one of this site."""
    return url.startswith("/") or urlsplit(url).netloc == urlsplit(settings.SITE_URL).netloc


def find_due():
    """Return the addresses of other sites on public pages that were not asked this week."""
    addresses = LinkedAddress.objects.filter(links__page__in=readable_pages()).distinct()
    addresses = addresses.filter(Q(checked_at=None) | Q(checked_at__lt=timezone.now() - INTERVAL))
    return addresses.exclude(url__startswith="/").exclude(url__startswith=f"{settings.SITE_URL}/").order_by("pk")


def check(address: LinkedAddress, ask: Callable[[str], tuple[bool | None, str]] = client.ask) -> None:
    """Ask an address, and keep the answer: what does not answer twice in a row is broken, what says it is gone at once."""
    works, answer = ask(address.url)
    if works is None:
        state = State.BROKEN if address.state in {State.FAILED, State.BROKEN} else State.FAILED
    else:
        state = State.WORKS if works else State.BROKEN
    LinkedAddress.objects.filter(pk=address.pk).update(state=state, answer=answer[:40], checked_at=timezone.now())


def find_nowhere(urls: set[str]) -> set[str]:
    """Return which addresses of this site lead to no public page, no view and no redirect; two queries."""
    paths = {url: _get_path(url) for url in urls}
    left = {url: path for url, path in paths.items() if not _has_view(path)}
    moved = {Redirect.normalise_path(path) for path in left.values()}
    redirected = set(Redirect.objects.filter(old_path__in=moved).values_list("old_path", flat=True))
    slugs = {path.strip("/").rsplit("/", 1)[-1] for path in left.values()}
    public = {page.get_url() for page in readable_pages().filter(Q(slug__in=slugs) | Q(depth=2))}
    return {url for url, path in left.items() if path not in public and Redirect.normalise_path(path) not in redirected}


def _get_path(url: str) -> str:
    path = unquote(urlsplit(url).path) or "/"
    return path if path.endswith("/") or "." in path.rsplit("/", 1)[-1] else f"{path}/"


def _has_view(path: str) -> bool:
    """Return whether something else than the page tree answers at a path."""
    language = "en" if path.startswith("/en/") else "nl"
    try:
        with translation.override(language):
            return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False
