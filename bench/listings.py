"""Compares home and listings with 200 and with 2,000 generated entries: same number of queries, at most 1.5 times the time."""

import re
import statistics
import time

LIMIT = 1.5
SMALL, LARGE, ROUNDS = 200, 2000, 15
WORDS = ["stadslabs", "praktijken", "dossiers", "afspraken", "talkshows", "agenda", "publicaties", "coalities"]


def addresses() -> dict[str, str]:
    """Return {name: URL}: home, first and last page of each listing, and each filter of one listing."""
    from django.test import Client

    from directory.models import Organisation, Place, Theme

    client, found = Client(), {"home": "/"}
    for word in WORDS:
        found[word] = f"/{word}/"
        pages = [int(number) for number in re.findall(r"[?&;]page=(\d+)", client.get(f"/{word}/").text)]
        if pages:
            found[f"{word}, last"] = f"/{word}/?page={max(pages)}"
    filters = {
        "theme": Theme.objects.filter(locale__language_code="nl").first().slug,
        "place": Place.objects.filter(locale__language_code="nl", level="city").first().slug,
        "organisation": Organisation.objects.filter(locale__language_code="nl").first().slug,
        "year": "2026",
        "sort": "oldest",
    }
    for name, value in filters.items():
        found[f"publicaties, {name}"] = f"/publicaties/?{name}={value}"
    found["theme page"] = Theme.objects.filter(locale__language_code="nl").first().get_absolute_url()
    found["place page"] = Place.objects.filter(locale__language_code="nl", level="city").first().get_absolute_url()
    return found


def measure(urls: dict[str, str]) -> dict[str, tuple[float, int]]:
    """Return {name: (median CPU milliseconds, number of queries)} of warm requests."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(), {}
    for name, url in urls.items():
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200, url
        queries = len(captured)  # before the next request resets it
        times = []
        for _round in range(ROUNDS):
            begin = time.process_time()
            client.get(url)
            times.append((time.process_time() - begin) * 1000)
        found[name] = (statistics.median(times), queries)
    return found


def listings() -> dict:
    """Return the figures of both sizes for every URL, and the worst ratio."""
    from demo.entry_generator import generate
    from tests.factories import do_work

    generate(SMALL, 1)
    do_work()
    before = measure(addresses())
    generate(LARGE, 1)
    do_work()
    after = measure(addresses())
    rows = {
        name: {"ms_200": round(ms, 1), "ms_2000": round(after[name][0], 1), "ratio": round(after[name][0] / ms, 2),
               "sql": [sql, after[name][1]]}
        for name, (ms, sql) in before.items()
    }  # fmt: skip
    worst = max(row["ratio"] for row in rows.values())
    return {"pages": rows, "worst ratio": worst, "limit": LIMIT}
