"""Runs 20,000 hostile queries against the engine set by BENCH_DATABASE_URL and SEARCH_ENGINE; must give 0 errors."""

import itertools
import time

NUMBER, ENTRIES = 20_000, 150


def measure() -> dict:
    """Return the number of errors, examples of them, and the slowest query with its milliseconds."""
    from django.conf import settings
    from django.core.management import call_command

    from bench.search import grow
    from bench.texts import PASSAGES, Writer
    from search.engines.registry import get_engine
    from search.query.executor import search
    from search.query.hits import find_passage_hits
    from search.query.parser import parse_query
    from tests.search.query import fuzz

    grow(ENTRIES * PASSAGES, Writer(3))
    call_command("rebuild_search", verbosity=0)
    errors, slowest = [], (0.0, "")
    for text, language in zip(fuzz.make(1, NUMBER), itertools.cycle(("nl", "en"))):
        begin = time.perf_counter()
        try:
            found = search(parse_query(text, language), "nl")
            find_passage_hits(found, found.entry_ids[:10])
            if found.degraded:
                errors.append(f"{text[:80]!r}: no answer")
        except Exception as error:
            errors.append(f"{text[:80]!r}: {type(error).__name__}: {error}")
        slowest = max(slowest, (time.perf_counter() - begin, repr(text[:80])))
    return {
        "engine": get_engine(settings.SEARCH_ENGINE).name, "questions": NUMBER, "errors": len(errors), "examples": errors[:5],
        "slowest_ms": round(slowest[0] * 1000, 1), "slowest": slowest[1],
    }  # fmt: skip
