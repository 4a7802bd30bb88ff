"""A crowd for a minute: `make bench ONLY=crowd`.

1,000 readers who think for a second between two pages, over all public pages in both languages, one request in fifty a search that was never asked
before. Then the same while 200 viewers load a recording slowly, and while an editor publishes.
"""

import random
import re
import subprocess
import sys
import time
from urllib.parse import quote, urlsplit

from bench.load import Times, run
from bench.site import ROOT, Site, end, run_site
from bench.slow import LARGE, SIZE, slow_clients

READERS, THINK, SECONDS = 1000, 1.0, 60
SEARCHES = 50  # one request in so many
LIMITS = {"p95_ms": 300, "errors": 0, "memory_mb": 400}
EVERY = 10  # seconds between two publications


class Choice:
    """What readers ask for next."""

    def __init__(self, site: Site, seed: int):
        sitemap = site.fetch("/sitemap.xml")[1]
        self.paths = [urlsplit(url).path for url in re.findall(r"<loc>([^<]+)</loc>", sitemap)]
        assert len(self.paths) > 100
        words = set(re.findall(r"[a-z]{5,12}", "".join(site.fetch(path)[1] for path in self.paths[:10]).lower()))
        self.words, self.random, self.asked = sorted(words), random.Random(seed), 0

    def __call__(self, _reader: int) -> str:
        """Return an address."""
        self.asked += 1
        if self.asked % SEARCHES:
            return self.random.choice(self.paths)
        words = " ".join(self.random.sample(self.words, 2))
        return f"{'/en/search/' if self.random.random() < 0.5 else '/zoeken/'}?q={quote(f'{words} {self.asked}')}"


def measure() -> dict:
    """Return the figures of the crowd alone, beside slow viewers, and beside an editor."""
    with run_site(worker=True) as site:
        made = site.call(LARGE, str(SIZE))
        found = {"pages": len(Choice(site, 0).paths), "readers": READERS, "seconds": SECONDS, "limits": LIMITS}
        found["alone"] = watch(site, 1)
        with slow_clients(site, made["path"], half=0, posts=0):
            found["beside 200 slow viewers"] = watch(site, 2)
        editor = subprocess.Popen(
            [sys.executable, "-m", "bench.crowd", "publish"],
            env=site.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            found["while an editor publishes"] = watch(site, 3)
        finally:
            end(editor)
        found["while an editor publishes"]["publications"] = len(editor.communicate()[0].split())
        return found


def watch(site: Site, seed: int) -> dict:
    """Return the figures of one minute."""
    choose, processor = Choice(site, seed), site.measure_processor()
    times = run(site.port, choose, READERS, SECONDS, THINK)
    return summarise(times) | {
        "memory_mb": site.measure_memory(), "processor_s": round(site.measure_processor() - processor, 1)
    }  # fmt: skip


def summarise(times: Times) -> dict:
    """Return the figures of what was measured."""
    return {
        "answers": len(times.seconds), "per_second": round(len(times.seconds) / SECONDS), "p50_ms": times.quantile(0.5),
        "p95_ms": times.quantile(0.95), "p99_ms": times.quantile(0.99), "errors": len(times.errors), "cache": times.told,
        "examples": times.errors[:3],
    }  # fmt: skip


def publish() -> None:
    """Publish an entry again and again, and say so."""
    from bench.storm_editor import set_up

    set_up()
    from core.models import EntryPage

    entries = list(EntryPage.objects.live().order_by("pk")[:20])
    while True:
        for entry in entries:
            begun = time.monotonic()
            entry.specific.save_revision().publish()
            print("published", flush=True)
            time.sleep(max(0.0, EVERY - (time.monotonic() - begun)))


if __name__ == "__main__":
    publish()
