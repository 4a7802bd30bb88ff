"""Fixtures of the tests of search."""

import re

import pytest

from search.query import autocomplete, cache, spellcheck
from tests.search.engines.node import elastic_site, elasticsearch, proxy

__all__ = ["elastic_site", "elasticsearch", "proxy"]


@pytest.fixture(autouse=True)
def clear_caches():
    """Clear the caches of the process, which belong to the previous test's database."""
    cache.clear_cache()
    autocomplete._names.clear()
    spellcheck._correctors.clear()


class Page:
    """A parsed results page."""

    def __init__(self, response):
        self.response, self.html = response, response.content.decode()
        self.count = int(re.search(r'data-count="(\d+)"', self.html).group(1))
        self.entries = [int(pk) for pk in re.findall(r'<article class="hit" data-entry="(\d+)"', self.html)]

    def numbers(self, name: str) -> dict[str, int]:
        """Return {value: number} of a facet."""
        found = re.findall(rf'name="{name}" value="([^"]*)"[^>]*><span>[^<]*</span> <data value="(\d+)"', self.html)
        return {value: int(number) for value, number in found}


@pytest.fixture
def look(client):
    """A function that opens a results page."""
    return lambda address="/zoeken/", **query: Page(client.get(address, {"q": "goudsbloemen", **query}))
