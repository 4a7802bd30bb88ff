"""Search at 1,000, 10,000 and 50,000 passages: the results page as readers get it, a rebuild, a publication; stock beside it.

Nothing is cached but what a running process has in memory. Stock Wagtail answers the same questions over the same rows,
20 of them and at the two smaller sizes only, each cut off after 30 s.
"""

import itertools
import json
import random
import threading
import time
from pathlib import Path

from bench.texts import PASSAGES, Writer

SIZES = (1_000, 10_000, 50_000)
QUESTIONS, STOCK_QUESTIONS, CUT_OFF = 500, 20, 30.0


def measure(queries: str = "") -> dict:
    """Return the figures of all sizes."""
    from django.core.management import call_command

    from search.models import SearchPassage

    writer, figures = Writer(1), {}
    given = read_questions(Path(queries)) if queries else []
    for size in SIZES:
        grow(size, writer)
        begin = time.perf_counter()
        call_command("rebuild_search", verbosity=0)
        rebuild = time.perf_counter() - begin
        texts = list(SearchPassage.objects.values_list("text", flat=True)[:20_000])
        questions = given or Writer(size).questions(texts, QUESTIONS)
        figures[str(size)] = {**ask_page(questions), "passages": SearchPassage.objects.count()}
        if size < SIZES[-1]:
            figures.setdefault("stock", {})[str(size)] = ask_stock(questions[:STOCK_QUESTIONS])
        print(size, figures[str(size)], flush=True)
    figures["rebuild_s"] = round(rebuild, 1)
    figures["publish_to_findable_s"] = publish()
    return figures


def read_questions(path: Path) -> list[str]:
    """Return the questions of a file: one a line, as text or as JSON with `q`."""
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [json.loads(line)["q"] if line.startswith("{") else line for line in lines]


def grow(size: int, writer: Writer) -> None:
    """Add entries until there are `size` passages, with themes and places as editors give them."""
    from core.models import EntryPage, IndexPage
    from directory.models import Place, Theme
    from search.evaluation.corpus import Text, add_entries, make_locales
    from tests.factories import IndexPageFactory, PlaceFactory, ThemeFactory

    make_locales()
    parent = IndexPage.objects.first() or IndexPageFactory()
    themes = list(Theme.objects.all()) or [ThemeFactory(name=f"Thema {number}") for number in range(12)]
    places = list(Place.objects.all()) or [PlaceFactory(name=f"Plek {number}") for number in range(25)]
    missing = -(-size // PASSAGES) - EntryPage.objects.count()
    pks = add_entries((Text("nl", *writer.entry()) for _ in range(missing)), parent)
    chance = random.Random(size)
    for field, records in (("themes", themes), ("places", places)):
        through = getattr(EntryPage, field).through
        names = [f.name for f in through._meta.get_fields() if f.is_relation]
        own = next(name for name in names if through._meta.get_field(name).related_model is EntryPage)
        other = next(name for name in names if name != own)
        rows = [
            through(**{f"{own}_id": pk, f"{other}_id": record.pk})
            for pk in pks
            for record in chance.sample(records, chance.randint(1, 3))
        ]
        through.objects.bulk_create(rows, batch_size=300)


def ask_page(questions: list[str]) -> dict:
    """Ask each question of the page, rendered."""
    from django.test import Client

    from config.memory import share_memory

    client, times = Client(), []
    client.get("/zoeken/", {"q": "wijk"})
    share_memory()  # as the server does when it is loaded
    for question in questions:
        begin = time.perf_counter()
        response = client.get("/zoeken/", {"q": question})
        times.append((time.perf_counter() - begin) * 1000)
        assert response.status_code == 200, question
    return summary(times)


def summary(times: list[float]) -> dict:
    """Return median and 95th percentile."""
    times = sorted(times)
    return {"p50_ms": round(times[len(times) // 2], 1), "p95_ms": round(times[int(len(times) * 0.95)], 1)}


def ask_stock(questions: list[str]) -> dict:
    """Ask stock Wagtail: the first ten and how many there are."""
    from django.db import OperationalError, connection
    from wagtail.search.backends.database import SearchBackend

    from search.models import SearchPassage

    backend = SearchBackend({})
    index, rows = backend.get_index_for_model(SearchPassage), SearchPassage.objects.order_by("pk")
    index.reset()
    for start in range(0, rows.count(), 1000):
        index.add_items(SearchPassage, list(rows[start : start + 1000]))
    times = []
    for question in questions:
        timer = threading.Timer(CUT_OFF, connection.connection.interrupt)
        timer.start()
        begin = time.perf_counter()
        try:
            found = backend.search(question, SearchPassage)
            list(found[:10])
            found.count()
            times.append((time.perf_counter() - begin) * 1000)
        except OperationalError as error:
            if "interrupted" not in str(error):
                raise
            times.append(CUT_OFF * 1000)
        finally:
            timer.cancel()
    index.reset()
    return summary(times)


def publish() -> float:
    """Return the seconds from pressing "publish" to being found on the page, the longest of five."""
    from django.test import Client

    from tests.factories import CasePageFactory

    client, longest = Client(), 0.0
    for number in range(5):
        case = CasePageFactory(publish=False)
        word = f"zwaluwtil{'abcde'[number]}"
        case.body = [("text", f"<h2>Kop</h2><p>Hier staat {word}.</p>")]
        begin = time.perf_counter()
        case.save_revision().publish()
        for _try in itertools.count():
            if f'data-entry="{case.pk}"' in client.get("/zoeken/", {"q": word}).content.decode() or _try > 200:
                break
        longest = max(longest, time.perf_counter() - begin)
        assert _try <= 200, word
    return round(longest, 3)
