"""How many files of ours a search and a publication pass: `make bench ONLY=walk`. Counted with sys.setprofile.

`files`: files in which a function is called; `changes`: consecutive calls that lie in different files. Functions, methods and
resumed generators count; comprehensions and lambdas are part of where they stand. Each thing is done twice, the second counts.
"""

import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[1]) + "/"
OTHER = {".venv", "var", "tests", "bench", "migrations"}
SEARCH, PUBLICATION = (
    "placemaking",
    "wasruimtes-buiksloterham",
)  # a word, and the slug of a case, of the example content


def record(action: Callable[[], object]) -> list[str]:
    """Return the file of every call of ours while `action` runs."""
    files: list[str] = []

    def note(frame, event, _argument) -> None:
        is_ours = frame.f_code.co_filename.startswith(ROOT) and not frame.f_code.co_name.startswith("<")
        path = frame.f_code.co_filename.removeprefix(ROOT)
        if event == "call" and is_ours and not OTHER & set(path.split("/")):
            files.append(path)

    action()
    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return files


def count(files: list[str]) -> dict:
    """Return files, calls and changes of file."""
    changes = sum(first != second for first, second in pairwise(files))
    return {"files": len(set(files)), "calls": len(files), "changes": changes, "in order": list(dict.fromkeys(files))}


def publish(slug: str) -> None:
    """Publish the Dutch entry with this slug again."""
    from wagtail.models import Page

    Page.objects.get(slug=slug, locale__language_code="nl").specific.save_revision().publish()


def walk() -> dict:
    """Return the walks of a search and of a publication; limits 30 files and 140 changes, and 28 files."""
    from django.test import Client

    search = count(record(partial(Client().get, f"/zoeken/?q={SEARCH}")))
    return {
        "search": {**search, "limit files": 30, "limit changes": 140},
        "publication": {**count(record(partial(publish, PUBLICATION))), "limit files": 28},
    }
