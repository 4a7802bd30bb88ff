"""The links to the pages of a list."""

import pytest

from core.listings.navigation import make_pager


@pytest.mark.parametrize(
    ("current", "pages", "numbers", "rels"),
    [
        (1, 1, [1], {}),
        (1, 9, [1, 2, 3, 9], {2: "next"}),
        (5, 9, [1, 3, 4, 5, 6, 7, 9], {4: "prev", 6: "next"}),
        (9, 9, [1, 7, 8, 9], {8: "prev"}),
    ],
)
def test_first_last_and_neighbours(current, pages, numbers, rels):
    links = make_pager(current, pages, lambda number: f"?page={number}")
    assert [(one["number"], one["url"]) for one in links] == [(number, f"?page={number}") for number in numbers]
    assert [one["number"] for one in links if one["current"]] == [current]
    assert {one["number"]: one["rel"] for one in links if one["rel"]} == rels
