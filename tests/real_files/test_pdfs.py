"""One PDF of every kind that the generator writes, and the small cases; `make realfiles` judges many."""

from pathlib import Path

import pytest

from media.pdf.reader import run_worker
from tests.real_files.pdfs import KINDS, judge_samples, make_samples

CASES = Path(__file__).parent / "cases"


def test_words_of_every_kind_are_read_in_order():
    assert judge_samples(make_samples(seed=7, count=len(KINDS))) == []


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        (
            "twee-kolommen.pdf",
            [
                ["p", "Kolom een begint hier en gaat over bewoners die samen koken."],
                ["p", "Kolom twee gaat over de huismeester en zijn sleutelbos."],
            ],
        ),
        ("opmerking-freetext.pdf", [["p", "Verslag van de avond."], ["p", "Zebrapad besloten op 3 oktober"]]),
        ("gedraaide-tekst.pdf", [["p", "Deze tabel staat een kwart gedraaid en loopt over twee regels door"]]),
    ],
)
def test_small_cases(name, blocks):
    with (CASES / name).open("rb") as file:
        state, rows = run_worker(file)
    assert state == "read"
    assert [row["blocks"] for row in rows if row["kind"] == "page"] == [blocks]
