"""Figures in one run: `make bench [ONLY=name] [JSON=file]`. Ratios and limits, never a timed test.

weight    bytes of HTML, CSS and JS of a detail page as a browser gets them, and of the font
queries   SQL per uncached page
search    milliseconds per search on the example content, median and 95th percentile
parsers   caption files and other outside input, 10,000 examples per property; only when asked by name
listings  home, listings and filters with 200 and with 2,000 generated entries; only when asked by name
"""

import argparse
import gzip
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"


def prepare():
    """Fill a database of its own with the example content."""
    folder = tempfile.mkdtemp(prefix="stadskennis-bench-")
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
    import django

    django.setup()
    from django.core.management import call_command

    from demo.loader import load
    from tests.factories import do_work

    call_command("migrate", verbosity=0)
    load()
    do_work()


def weight() -> dict:
    """Compressed bytes of a detail page; limits 20 KB and 35 KB."""
    import brotli
    from django.test import Client

    from core.styles import bundle
    from knowledge.models import CasePage

    html = max((Client().get(page.url).content for page in CasePage.objects.live()), key=len)
    script = (ROOT / "site" / "static" / "js" / "site.js").read_bytes()
    font = (ROOT / "site" / "static" / "fonts" / "atkinson-next.woff2").stat().st_size
    page = len(gzip.compress(html, 6)) + len(brotli.compress(bundle().encode())) + len(brotli.compress(script))
    return {"html+css+js": page, "limit": 20 * 1024, "aim": 14950, "font": font, "font limit": 35 * 1024}


def queries() -> dict:
    """SQL of warm pages without a page cache; limit 18."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from core.models import EntryPage

    client, found = Client(), {}
    detail = {page.specific_class.__name__: page.url for page in EntryPage.objects.live()}
    for name, url in {"home": "/", "listing": "/stadslabs/", "search": "/zoeken/?q=wijk", **detail}.items():
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        found[name] = len(captured)
    return {**found, "limit": 18}


def search() -> dict:
    """Search as on the page."""
    from search.finding import find, places
    from search.question import ask

    times = []
    for text in ["wijk", "huismeester", "student", "bewoners en studenten", "kapotte lampen", "qwertyuiop"] * 10:
        begin = time.perf_counter()
        found = find(ask(text, "nl"))
        places(found, found.entry_ids[:10])
        times.append((time.perf_counter() - begin) * 1000)
    return {"median_ms": round(statistics.median(times), 1), "p95_ms": round(sorted(times)[int(len(times) * 0.95)], 1)}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--json", default="")
    chosen = parser.parse_args()
    prepare()
    from bench.listings import listings
    from bench.parsers import parsers

    benches = {"weight": weight, "queries": queries, "search": search}
    asked = {"listings": listings, "parsers": parsers}  # minutes long
    figures = {name: bench() for name, bench in {**benches, **asked}.items() if name == chosen.only}
    figures = figures or {name: bench() for name, bench in benches.items()}
    print(json.dumps(figures, indent=1))
    if chosen.json:
        Path(chosen.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
