"""What a reader loads to read an entry: HTML, style sheets and scripts as they are sent, of all example content."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from knowledge.models import CasePage
from page_cache.entry import BROTLI_QUALITY
from talkshows.models import EpisodePage

pytestmark = pytest.mark.django_db
SOURCE = re.compile(
    r'(?:<link rel="stylesheet" href|<script type="module" src)="/static/([\w/-]+)(?:\.[0-9a-f]{12})?(\.\w+)"'
)


def weigh(html: str) -> int:
    """Return the bytes of a page: made pages are compressed as the server does, files as they are kept ready."""
    files = [Path(finders.find(name + ending)).read_bytes() for name, ending in SOURCE.findall(html)]
    assert len(files) >= 3, "no style sheet or script was found in the page"
    return len(brotli.compress(html.encode(), quality=BROTLI_QUALITY)) + sum(len(brotli.compress(one)) for one in files)


@pytest.mark.parametrize(("model", "limit"), [(CasePage, 17_000), (EpisodePage, 21_000)])
def test_weight(settled_demo, client, model, limit):
    found = {page.url: weigh(client.get(page.url).content.decode()) for page in model.objects.live()}
    assert len(found) > 10
    assert {url: weight for url, weight in found.items() if weight > limit} == {}
