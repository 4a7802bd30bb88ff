"""Addresses of passages."""

import pytest

from core.passages import PassageKind, find_anchor, make_suffix


@pytest.mark.parametrize(
    ("kind", "anchor", "suffix"),
    [
        (PassageKind.SECTION, "", ""),
        (PassageKind.SECTION, "aanpak", "#aanpak"),
        (PassageKind.SECTION, "t-95", "#t-95"),
        (PassageKind.PDF_PAGE, "p-7", "#p-7"),
        (PassageKind.MOMENT, "t-95", "?t=95#t-95"),
        (PassageKind.MOMENT, "t-95-2", "?t=95#t-95-2"),
        (PassageKind.MOMENT, "slot", "#slot"),
    ],
)
def test_suffix_leads_to_the_place(kind, anchor, suffix):
    assert make_suffix(kind, anchor) == suffix


def test_finest_anchor_is_the_last_mark_at_or_before_the_offset():
    marks = [[0, "t-90"], [40, "t-95"], [80, "t-99"]]
    assert [find_anchor("t-90", marks, at) for at in (0, 39, 40, 79, 80, 500)] == [
        "t-90", "t-90", "t-95", "t-95", "t-99", "t-99",
    ]  # fmt: skip
    assert find_anchor("kop", [], 10) == "kop"
