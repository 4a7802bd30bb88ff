"""Reads which addresses a page links to, in texts and in fields of addresses; links to pages and files are not addresses."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
MAX_LENGTH, MAX_LINKS, MAX_WORDS = 2000, 500, 200


def find_links(page) -> dict[str, str]:
    """Return {address without fragment: words of the link} of a page as it is stored, at most MAX_LINKS."""
    found: dict[str, str] = {}
    for text in _list_texts(page.serializable_data()):
        for url, words in read_text(text):
            if len(found) < MAX_LINKS:
                found.setdefault(url, words[:MAX_WORDS])
    return found


def read_text(text: str) -> Iterator[tuple[str, str]]:
    """Yield (address, words) of the links in a text: of HTML, or of a text that is an address and nothing else."""
    if _ADDRESS.fullmatch(text):
        if url := clean_address(text):
            yield url, ""
    elif "<a" in text:
        for link in BeautifulSoup(text, "html.parser").find_all("a", href=True):
            if not link.get("linktype") and (url := clean_address(str(link["href"]))):
                yield url, " ".join(link.get_text().split())


def clean_address(url: str) -> str:
    """Return an address of the web, or of this site when it begins with a slash, without fragment; else an empty text."""
    url = urldefrag(url.strip())[0]
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return ""
    is_web = parts.scheme in {"http", "https"} and bool(host)
    is_own = url.startswith("/") and not url.startswith("//")
    return url if (is_web or is_own) and len(url) <= MAX_LENGTH and url.isprintable() else ""


def _list_texts(value) -> Iterator[str]:
    """Yield every text in the data of a page, also those inside stream fields."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _list_texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _list_texts(part)
    elif isinstance(value, str):
        if value[:2] in {"[{", "[]"}:
            try:
                yield from _list_texts(json.loads(value))
            except ValueError:
                yield value
        else:
            yield value
