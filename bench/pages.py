"""Cached and uncached pages beside stock Wagtail, in one run: `make bench ONLY=pages`.

The bench makes the stock site itself: `wagtail start` with the index and articles of a tutorial, 1,000 of them, on SQLite and gunicorn's plain workers. Ours
has the example content and 1,000 generated entries. Both have two processes; every figure is the median of rounds that take turns. A case and an article of ours are
both held against stock's article. `cached_rps`: the page as readers get it; `cpu_ms`: processor time of the server per page without the cache.
"""

from statistics import median

from bench.load import press
from bench.site import Site, run_site
from bench.stock_site import run_stock

ENTRIES, ROUNDS, SECONDS, CLIENTS = 1000, 3, 3, 8
STOCK = {"home": "home", "listing": "listing", "case": "article", "article": "article"}
LIMITS = {"home": 100, "listing": 150, "case": 60, "article": 60}  # of the ratio


def measure() -> dict:
    """Return the figures of each kind of page."""
    with run_site(worker=False) as site, run_stock(ENTRIES, site.environment) as (stock, stock_paths):
        found = site.call("bench.page_queries", str(ENTRIES))
        paths, queries = found["paths"], found["queries"]
        with run_uncached(site) as plain:
            figures = {kind: compare(kind, paths[kind], site, plain, stock, stock_paths[STOCK[kind]]) for kind in STOCK}
    return {kind: {**figures[kind], "sql": queries[kind], "limit": LIMITS[kind]} for kind in STOCK}


def compare(kind: str, path: str, site: Site, plain: Site, stock: Site, stock_path: str) -> dict:
    """Return requests per second and processor time of a page, cached, uncached and stock, in rounds that take turns."""
    rounds = []
    for _round in range(ROUNDS):
        cached = press(site.port, path, CLIENTS, SECONDS)
        assert not cached.errors and cached.told.get("hit", 0) > 0.9 * len(cached.seconds), (
            kind,
            cached.errors[:1],
            cached.told,
        )
        stock_rps, stock_cpu = press_and_time(stock, stock_path)
        _rps, cpu = press_and_time(plain, path)
        rounds.append(
            (len(cached.seconds) / SECONDS, stock_rps, cpu, stock_cpu, cached.quantile(0.5), cached.quantile(0.99))
        )
    cached_rps, stock_rps, cpu, stock_cpu, p50, p99 = (median(column) for column in zip(*rounds, strict=True))
    return {
        "cached_rps": round(cached_rps), "stock_rps": round(stock_rps, 1), "ratio": round(median(row[0] / row[1] for row in rounds), 1),
        "cpu_ms": round(cpu, 2), "stock_cpu_ms": round(stock_cpu, 2), "cpu_ratio": round(median(row[2] / row[3] for row in rounds), 2),
        "p50_ms": p50, "p99_ms": p99, "rounds": [round(row[0] / row[1], 1) for row in rounds],
    }  # fmt: skip


def press_and_time(site: Site, path: str) -> tuple[float, float]:
    """Return requests per second, and processor milliseconds per request."""
    press(site.port, path, 4, 0.5)
    begun = site.measure_processor()
    times = press(site.port, path, CLIENTS, SECONDS)
    assert times.seconds and not times.errors, times.errors[:1]
    return len(times.seconds) / SECONDS, 1000 * (site.measure_processor() - begun) / len(times.seconds)


def run_uncached(site: Site):
    """Serve the same site without its page cache."""
    return run_site(prepared=site.environment, PAGE_CACHE="false")
