"""Fills a site, and counts the SQL of a page of each kind without the page cache: `python -m bench.page_queries ENTRIES`."""

import json
import os
import sys

from bench.storm_editor import set_up


def find_paths() -> dict[str, str]:
    """Return the address of a page of each kind."""
    from knowledge.models import CasePage
    from publications.models import ArticlePage

    def newest(model) -> str:
        pages = model.objects.live().filter(locale__language_code="nl").order_by("pk")
        return pages.first().get_url_parts()[2]

    return {"home": "/", "listing": "/stadslabs/", "case": newest(CasePage), "article": newest(ArticlePage)}


def count(paths: dict[str, str]) -> dict[str, int]:
    """Return the number of queries of each page, warm."""
    from urllib.parse import urlsplit

    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(HTTP_HOST=urlsplit(os.environ["SITE_URL"]).netloc), {}
    for kind, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200, path
        found[kind] = len(queries)
    return found


if __name__ == "__main__":
    os.environ["PAGE_CACHE"] = "false"
    set_up()
    from django.core.management import call_command

    call_command("generate_entries", count=int(sys.argv[1]), seed=1, verbosity=0)
    paths = find_paths()
    print(json.dumps({"paths": paths, "queries": count(paths)}))
