"""What the example content says: nothing twice, no addresses of people, and what is invented says so."""

import re
from collections import Counter

import pytest

from demo.source import CONTENT, read, read_folder
from tests.demo.wordings import all_texts, content_names, sentences

CASES = read_folder("cases")


def test_no_email_address():
    assert [name for name, _field, text in all_texts() if re.search(r"\w@\w|\(at\)|\[at\]", text)] == []


def test_no_sentence_twice():
    counts = Counter(
        sentence for _name, field, text in all_texts() if field != "pull_quote" for sentence in sentences(text)
    )
    assert len(counts) > 700
    assert {sentence: count for sentence, count in counts.items() if count > 1} == {}


@pytest.mark.parametrize("name", [name for name in content_names() if "/" in name])
def test_pull_quote_stands_in_its_own_text(name):
    body = read(name).get("body", [])
    running = " ".join(" ".join(block["text"].split()) for block in body if "text" in block)
    assert [block["pull_quote"] for block in body if "pull_quote" in block and block["pull_quote"] not in running] == []


@pytest.mark.parametrize("name", CASES)
def test_case_is_a_whole_story(name):
    body = CASES[name]["body"]
    running = "\n\n".join(block["text"] for block in body if "text" in block)
    chunks = [chunk for chunk in running.split("\n\n") if chunk.strip()]
    words = sum(len(str(value).split()) for block in body for value in block.values())
    assert 250 <= words <= 700
    assert sum(chunk.strip().startswith("## ") for chunk in chunks) >= 2
    assert sum(not chunk.strip().startswith("## ") for chunk in chunks) >= 3


def test_invented_content_says_so():
    """Every entry says what in it is invented, but the one that holds nothing invented."""
    apart = {"directory", "files", "pages", "recordings", "search"}
    folders = {path.parent.name for path in CONTENT.rglob("*/*.toml")} - apart
    assert len(folders) == 14
    entries = {name: values for folder in folders for name, values in read_folder(folder).items()}
    assert [name for name, values in entries.items() if not values.get("example_note")] == ["coalitie-laak"]
    english = [values["en"] for name, values in entries.items() if "en" in values and name != "coalitie-laak"]
    assert len(english) == 22
    assert all(values["example_note"] for values in english)
