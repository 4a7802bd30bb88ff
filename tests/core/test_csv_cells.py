"""Cells of CSV files: nothing that a spreadsheet would run."""

import pytest

from core.csv_cells import BOM, make_safe, undo_safe, write_csv


@pytest.mark.parametrize("text", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n+1"])
def test_formula_is_text(text):
    assert make_safe(text).startswith("'")
    assert make_safe(text).replace("'", "") == text


@pytest.mark.parametrize("text", ["", "Laak", "1-1", "'t Veld", "a=b", 12])
def test_other_cells_stay_as_they_are(text):
    assert make_safe(text) == str(text)


def test_file_is_quoted_and_has_a_mark():
    assert write_csv(["a", "b"], [['x, "y"', "=1\0"]]) == f'{BOM}a,b\r\n"x, ""y""",\'=1\r\n'


@pytest.mark.parametrize("text", ["=1", "a;=1", "a\n-b", "'=1", "'t Veld", "\t=1", "\tx", "a;'b", "", "＝1; @x"])
def test_what_was_made_safe_is_read_back(text):
    assert undo_safe(make_safe(text)) == text
