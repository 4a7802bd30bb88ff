"""evaluate_search: metrics, invalid datasets, and a whole run in a database of its own."""

import json
import math
import subprocess
import sys

import pytest
from django.conf import settings

from search.evaluation.datasets import DatasetError, read_documents, read_queries
from search.evaluation.metrics import Figures, ndcg
from search.evaluation.sandbox import make_url


def write(folder, name, *records):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def test_metrics_by_hand():
    assert ndcg(["a", "b", "c"], {"b"}) == pytest.approx(1 / math.log2(3))
    assert ndcg(["b", "a"], {"a", "b", "c"}) == pytest.approx((1 + 1 / math.log2(3)) / (1 + 1 / math.log2(3) + 0.5))
    figures = Figures()
    figures.add(["a", "b"], {"b"}, 3.0)
    figures.add([], {"b"}, 1.0)
    summary = figures.summary()
    assert (summary["queries"], summary["mrr"], summary["success@1"], summary["empty"]) == (2, 0.25, 0.0, 0.5)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1, "title": "", "body": ""}', '{"id": "a", "title": ""}'])
def test_bad_line_is_named(tmp_path, line):
    (tmp_path / "docs.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(DatasetError, match=r"docs\.jsonl:1"):
        read_documents(tmp_path)


def test_sets_are_named_after_folder_and_kind(tmp_path):
    folder = tmp_path / "proef-en"
    for name in ("queries.jsonl", "queries-typo.jsonl"):
        write(folder, name, {"id": "1", "q": "x", "rel": []})
    assert [(found.name, found.language) for found in read_queries(folder)] == [
        ("proef-en-typo", "en"),
        ("proef-en", "en"),
    ]


def test_schema_address_keeps_login_and_port():
    database = {"USER": "a@b", "PASSWORD": "p/w", "HOST": "db", "PORT": "5439", "NAME": "site"}
    url = make_url(database, "own")
    assert url == "postgresql://a%40b:p%2Fw@db:5439/site?options=-c%20search_path%3Down"


@pytest.mark.heavy
@pytest.mark.every_database
def test_whole_run(tmp_path):
    nl, en = tmp_path / "proef-nl", tmp_path / "proef-en"
    write(
        nl,
        "docs.jsonl",
        {"id": "1", "title": "", "body": "De bewonersparticipatie."},
        {"id": "2", "title": "Tuin", "body": "Gras."},
    )
    write(en, "docs.jsonl", {"id": "1", "title": "Gardens", "body": "A garden with quixotic participation."})
    write(
        nl,
        "queries.jsonl",
        {"id": "q", "q": "participatie van bewoners?", "rel": ["1"]},
        {"id": "r", "q": "quixotic", "rel": ["2"]},
    )
    command = [
        sys.executable,
        "manage.py",
        "evaluate_search",
        str(nl),
        str(en),
        "--json",
        str(tmp_path / "j"),
        "--run",
        str(tmp_path / "r"),
    ]
    done = subprocess.run(command, cwd=settings.ROOT_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "j").read_text())
    assert (report["documents"], report["passages"]) == (3, 3)
    assert report["sets"]["proef-nl"]["success@1"] == 0.5
    lines = [line.split("\t") for line in (tmp_path / "r").read_text().splitlines()]
    assert ["proef-nl", "q", "1", "nl:1"] in [line[:4] for line in lines]
    assert ["proef-nl", "r", "1", "en:1"] in [line[:4] for line in lines]
    missing = subprocess.run(
        [*command[:3], str(tmp_path / "none")], cwd=settings.ROOT_DIR, capture_output=True, text=True, check=False
    )
    assert (missing.returncode, "Traceback" in missing.stderr) == (1, False)
