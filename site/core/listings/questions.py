"""Questions of newcomers: headings of the standard pages that end in a question mark, for the home page."""

from django.apps import apps

from core.entries.content_html import find_headings
from core.listings.cached_counts import get_or_compute
from core.models.querysets import is_readable

MAX_QUESTIONS = 6


def find_questions(home) -> list[tuple[str, str]]:
    """Return (question, URL of its answer) of the standard pages below a home page, in the order of the pages."""
    return get_or_compute(f"questions-{home.locale_id}", lambda: _read_questions(home))


def _read_questions(home) -> list[tuple[str, str]]:
    pages = apps.get_model("core", "StandardPage").objects.child_of(home).filter(is_readable()).order_by("path")
    found = [
        (words, f"{page.url}#{anchor}")
        for page in pages
        for _level, anchor, words in find_headings(page.render_content())
        if words.endswith("?")
    ]
    return found[:MAX_QUESTIONS]
