"""Growth: home, listings and filters with 200 and with 20,000 generated entries, the generating itself, and screens of the board.

Same number of queries and at most LIMIT times the processor time for readers; ADMIN_LIMIT milliseconds for the board.
"""

import re
import statistics
import time

LIMIT, ADMIN_LIMIT, GENERATE_LIMIT = 1.5, 300, 600  # ratio, milliseconds, seconds
SMALL, LARGE, ROUNDS = 200, 20_000, 15
WORDS = ["stadslabs", "praktijken", "dossiers", "afspraken", "talkshows", "agenda", "publicaties", "coalities"]


def addresses() -> dict[str, str]:
    """Return {name: URL}: home, first and last page of each listing, and each filter of one listing."""
    from django.test import Client

    from directory.models import Place, Theme

    client, found = Client(), {"home": "/"}
    for word in WORDS:
        found[word] = f"/{word}/"
        pages = [int(number) for number in re.findall(r"[?&;]page=(\d+)", client.get(f"/{word}/").text)]
        if pages:
            found[f"{word}, last"] = (
                f"/{word}/?page={max(pages) - 1}"  # the last that is full: with as many cards as another
            )
    filters = {
        "theme": Theme.objects.filter(locale__language_code="nl").first().slug,
        "place": Place.objects.filter(locale__language_code="nl", level="city").first().slug,
        "organisation": find_busiest_organisation(),
        "year": "2026",
        "sort": "oldest",
    }
    for name, value in filters.items():
        found[f"publicaties, {name}"] = f"/publicaties/?{name}={value}"
    found["theme page"] = Theme.objects.filter(locale__language_code="nl").first().get_absolute_url()
    found["place page"] = Place.objects.filter(locale__language_code="nl", level="city").first().get_absolute_url()
    return found


def find_busiest_organisation() -> str:
    """Return the organisation with the most publications: its listing fills a page with few entries too."""
    from django.db.models import Count

    from core.models import IndexPage
    from core.models.relations import Partnership

    below = IndexPage.objects.get(slug="publicaties").path
    partners = Partnership.objects.filter(page__path__startswith=below, page__live=True)
    counted = partners.values_list("organisation__slug").annotate(number=Count("pk"))
    return counted.order_by("-number", "organisation__slug")[0][0]


def find_screens() -> dict[str, str]:
    """Return {name: URL} of screens of the board that list or choose pages, and of one form."""
    from django.urls import reverse

    from core.models import EntryPage, HomePage, IndexPage

    home = HomePage.objects.get(locale__language_code="nl").pk
    listing = IndexPage.objects.get(slug="publicaties").pk
    entry = EntryPage.objects.filter(slug__startswith="voorbeeld-").latest("pk").pk
    explore = reverse("wagtailadmin_explore", args=[listing])
    return {
        "start": reverse("wagtailadmin_home"),
        "explorer, home": reverse("wagtailadmin_explore", args=[home]),
        "explorer, listing": explore,
        "explorer, last page": f"{explore}?p=9999",
        "explorer, by title": f"{explore}?ordering=title",
        "explorer, menu": f"{reverse('wagtailadmin_api:pages:listing')}?child_of={listing}&for_explorer=1",
        "chooser": reverse("wagtailadmin_choose_page"),
        "chooser, listing": reverse("wagtailadmin_choose_page_child", args=[listing]),
        "chooser, search": f"{reverse('wagtailadmin_choose_page_search')}?q=plein",
        "search": f"{reverse('wagtailadmin_pages:search')}?q=plein",
        "form": reverse("wagtailadmin_pages:edit", args=[entry]),
        "site history": reverse("wagtailadmin_reports:site_history"),
    }


def sign_in():
    """Return a client of a chief editor."""
    from django.test import Client

    from editorial.groups import CHIEF_EDITOR
    from tests.factories import UserFactory

    client = Client()
    client.force_login(UserFactory(CHIEF_EDITOR))
    return client


def measure(urls: dict[str, str], client=None) -> dict[str, tuple[float, int]]:
    """Return {name: (median CPU milliseconds, number of queries)} of warm requests."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = client or Client(), {}
    for name, url in urls.items():
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            status = client.get(url).status_code
            assert status == 200, (url, status)
        queries = len(captured)  # before the next request resets it
        times = []
        for _round in range(ROUNDS):
            begin = time.process_time()
            client.get(url)
            times.append((time.process_time() - begin) * 1000)
        found[name] = (statistics.median(times), queries)
    return found


def listings() -> dict:
    """Return the figures of both sizes for every URL, the worst ratio, and the slowest screen of the board."""
    from demo.entry_generator import generate
    from tests.factories import do_work

    generate(SMALL, 1)
    do_work()
    before = measure(addresses())
    begin = time.monotonic()
    generate(LARGE, 1)
    seconds = time.monotonic() - begin
    do_work()
    after = measure(addresses())
    rows = {
        name: {"ms_200": round(ms, 1), "ms_20000": round(after[name][0], 1), "ratio": round(after[name][0] / ms, 2),
               "sql": [sql, after[name][1]]}
        for name, (ms, sql) in before.items()
    }  # fmt: skip
    screens = {name: round(ms) for name, (ms, _sql) in measure(find_screens(), sign_in()).items()}
    worst = max(row["ratio"] for row in rows.values())
    return {
        "pages": rows, "worst ratio": worst, "limit": LIMIT, "generate seconds": round(seconds), "generate limit": GENERATE_LIMIT,
        "board ms": screens, "board worst": max(screens.values()), "board limit": ADMIN_LIMIT,
    }  # fmt: skip
