"""Runs the benchmarks: `make bench [ONLY=name] [JSON=file]`. Reports figures with their limits.

weight    bytes of HTML, CSS and JS of the heaviest page of each kind as a browser gets them, and of the font
queries   SQL per uncached page, the most of each kind
search    the results page at 1,000, 10,000 and 50,000 passages, a rebuild, a publication, stock beside it; by name
trust     result sets of committed words on the example content, and marks of every hit; by name
fuzz      20,000 hostile questions per engine; by name
walk      files that a search and a publication pass; by name
parsers   caption files and calendars, 10,000 examples per property; by name
map       2,000 cards on the map: bytes, list beside map, filters, tasks and tab stops in a browser; by name
planned   an entry published and one expired as planned, on a site as `make run` starts it; by name
forms     20,000 hostile posts to the forms of questions and offers and to private links; by name
full_disk a site on a disk that is filled to the last byte: who reads, what comes back; by name
autosave  editors who type, wait and press a button, in a browser on a server of its own; by name
kits      posters and cards of 20 events, drawn and read back by other libraries; by name
saves     1,000 saves by eight editors at once, on SQLite and on PostgreSQL: lost, refused, refused without a reason; by name
pages     cached and uncached pages beside stock Wagtail, which the bench makes itself; by name
storm     three editors change while eight readers read: is any answer older than a change?; by name
crowd     1,000 readers for a minute, with slow viewers and an editor; by name
slow      slow viewers, half-sent requests and slow posts: who else waits?; by name
listings  home, listings, filters and screens of the board with 200 and with 20,000 generated entries; by name
"""

import argparse
import gzip
import importlib
import json
import os
import re
import signal
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
# What is run by name: module and function, and what it finds ready: nothing (it serves or fills a site of its own, or
# reads none), an empty database, or the example content.
NOTHING, EMPTY, CONTENT = "nothing", "empty", "content"
BY_NAME = {
    "search": ("search", "measure", EMPTY),
    "trust": ("trust", "measure", CONTENT),
    "fuzz": ("fuzz", "measure", EMPTY),
    "walk": ("walk", "walk", CONTENT),
    "parsers": ("parsers", "parsers", EMPTY),
    "map": ("city_map", "measure", NOTHING),
    "planned": ("planned", "planned", NOTHING),
    "forms": ("forms", "measure", CONTENT),
    "full_disk": ("full_disk", "full_disk", NOTHING),
    "autosave": ("autosave", "measure", NOTHING),
    "kits": ("kits", "run", EMPTY),
    "saves": ("saves", "measure", NOTHING),
    "pages": ("pages", "measure", NOTHING),
    "storm": ("storm", "measure", NOTHING),
    "crowd": ("crowd", "measure", NOTHING),
    "slow": ("slow", "measure", NOTHING),
    "listings": ("listings", "listings", CONTENT),
}
ALWAYS = ("weight", "queries")  # in this file, minutes faster than the others


def leave_site_alone() -> str:
    """Take what a site on this machine is configured with out of the environment; return the search engine that was asked for."""
    engine = os.environ.get("SEARCH_ENGINE", "")
    os.environ["STADSKENNIS_ENV_FILE"] = "none"
    importlib.import_module("config.settings.isolation")
    if os.environ.pop("DATABASE_URL", None):
        print("DATABASE_URL is left alone: a bench takes BENCH_DATABASE_URL", file=sys.stderr)
    return engine


def prepare(content: bool = True):
    """Fill the database of BENCH_DATABASE_URL, which must be empty, or a temporary one; with the example content if `content`."""
    folder = tempfile.mkdtemp(prefix="stadskennis-bench-")
    os.environ["DATABASE_URL"] = os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Page

    if Page._meta.db_table in connection.introspection.table_names() and Page.objects.exists():
        sys.exit("BENCH_DATABASE_URL: this database holds pages; name an empty one")

    from demo.loader import load
    from tests.factories import do_work

    call_command("migrate", verbosity=0)
    if content:
        load()
        do_work()


def drop_index() -> None:
    """Delete the indexes of this bench."""
    from django.conf import settings

    from search.engines.registry import get_engine

    get_engine(settings.SEARCH_ENGINE).drop()


def weight() -> dict:
    """Return the compressed bytes of the heaviest page of each kind and of the font; limits 20 KB and 35 KB."""
    from django.test import Client

    from core.models import EntryPage

    client, found = Client(), {}
    for page in EntryPage.objects.live():
        weighed = weigh(client.get(page.url).content.decode())
        kind = page.specific_class.__name__
        found[kind] = max(found.get(kind, (0, "")), (weighed, page.url))
    font = (ROOT / "site" / "static" / "fonts" / "atkinson-next.woff2").stat().st_size
    kinds = {kind: list(pair) for kind, pair in sorted(found.items())}
    return {"html+css+js": kinds, "limit": 20 * 1024, "aim": 14950, "font": font, "font limit": 35 * 1024}


def weigh(html: str) -> int:
    """Return the bytes of a page: HTML with gzip, its style sheets and scripts with Brotli."""
    import brotli
    import rjsmin

    from config.staticfiles import BUNDLES, bundle

    sheets = [bundle(BUNDLES[name]) for name in re.findall(r'href="[^"]*/(css/\w+\.css)"', html)]
    names = re.findall(r'src="[^"]*/js/(\w+)\.js"', html)
    scripts = [rjsmin.jsmin((ROOT / "site" / "static" / "js" / f"{name}.js").read_text()) for name in names]
    assert sheets and scripts, "no style sheet or script was found in the page"
    return len(gzip.compress(html.encode(), 6)) + sum(
        len(brotli.compress(text.encode())) for text in [*sheets, *scripts]
    )


def queries() -> dict:
    """Return the highest number of queries of each kind of page, warm and uncached; limit 18."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from core.models import EntryPage

    client, found = Client(), {}
    pages = {"home": ["/", "/en/"], "listing": ["/stadslabs/"], "search": ["/zoeken/?q=wijk"]}
    for page in EntryPage.objects.live():
        pages.setdefault(page.specific_class.__name__, []).append(page.url)
    for name, url in [(name, url) for name, urls in pages.items() for url in urls]:
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        found[name] = max(found.get(name, 0), len(captured))
    return {**found, "limit": 18}


def main() -> None:
    """Run the selected benchmarks and print their figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", choices=["", *ALWAYS, *BY_NAME])
    parser.add_argument("--json", default="")
    parser.add_argument("--queries", default="")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what a bench started ends with it, and its folders go
    engine = leave_site_alone()
    if chosen.only in BY_NAME:
        module, function, ready = BY_NAME[chosen.only]
        if ready != NOTHING:
            os.environ["SEARCH_ENGINE"] = engine
            prepare(content=ready == CONTENT)
        values = {"queries": chosen.queries} if chosen.only == "search" else {}
        try:
            figures = {chosen.only: getattr(importlib.import_module(f"bench.{module}"), function)(**values)}
        finally:
            if ready != NOTHING and engine == "elasticsearch":
                drop_index()
    else:
        prepare()
        figures = {name: globals()[name]() for name in ALWAYS if chosen.only in {"", name}}
    report(figures, chosen.json)


def report(figures: dict, path: str) -> None:
    """Print figures as JSON, and write them to `path` if there is one."""
    print(json.dumps(figures, indent=1))
    if path:
        Path(path).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
