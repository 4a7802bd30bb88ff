"""Addresses of many entries at once: what `Page.get_url` makes one by one, a page object and a route each."""

from collections.abc import Callable
from urllib.parse import quote

from wagtail.models import Page

from core.models import HomePage


def make_addresses(locale_id: int, request) -> Callable[[str], str]:
    """Return the function from the `url_path` of a page in a language to its address, empty when it has none."""
    home = HomePage.objects.filter(locale_id=locale_id).first()
    base = home.get_url(request) if home else None

    def make_address(url_path: str) -> str:
        if base and url_path.startswith(home.url_path):
            return base + quote(url_path.removeprefix(home.url_path))  # slugs are letters, digits, hyphens, underscores
        return Page(url_path=url_path).get_url(request) or ""

    return make_address
