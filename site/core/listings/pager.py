"""The links to the pages of a list."""

from collections.abc import Callable

NEIGHBOURS = 2  # pages shown on each side of the current one


def make_pager(current: int, pages: int, get_url: Callable[[int], str]) -> list[dict]:
    """Return first, last and the pages around the current one: number, url, current, and rel ("prev", "next" or "")."""
    around = sorted({1, pages, *range(max(1, current - NEIGHBOURS), min(pages, current + NEIGHBOURS) + 1)})
    rels = {current - 1: "prev", current + 1: "next"}
    return [
        {"number": number, "url": get_url(number), "current": number == current, "rel": rels.get(number, "")}
        for number in around
    ]
