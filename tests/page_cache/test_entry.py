"""Answers of an entry: encodings, validators, and what it weighs."""

import gzip

import brotli
import pytest

from page_cache.entry import Entry, choose_encoding, is_known
from page_cache.store import Store
from page_cache.ticket import Ticket

BODY = b"<p>wijk</p>" * 200


def make_entry(
    body: bytes = BODY, headers=(("Content-Type", "text/html"), ("Content-Length", "9")), is_text=True
) -> Entry:
    """Return an entry that does not end."""
    return Entry(list(headers), body, is_text, ends=1e12)


@pytest.mark.parametrize(("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)])
def test_encodings_hold_the_same_page(encoding, decode):
    entry = make_entry()
    answer, added = entry.get_answer(encoding)
    headers = dict(answer.headers)
    assert decode(answer.body) == BODY and headers["Content-Length"] == str(len(answer.body))
    assert headers.get("Content-Encoding", "") == encoding
    assert headers["ETag"].startswith('W/"') and added == (len(answer.body) if encoding else 0)
    assert entry.get_answer(encoding) == (answer, 0)


def test_small_and_packed_bodies_stay_as_they_are():
    for entry in (make_entry(b"kort"), make_entry(is_text=False)):
        assert entry.get_answer("br")[0].body == entry.body


def test_not_modified_has_no_headers_of_a_body():
    answer = make_entry(
        headers=[("Content-Type", "text/html"), ("Content-Security-Policy", "x"), ("Vary", "y")]
    ).get_not_modified()
    assert answer.status == 304 and answer.body == b""
    assert {name for name, _value in answer.headers} == {"Content-Security-Policy", "Vary", "ETag", "Server-Timing"}


@pytest.mark.parametrize(
    ("header", "encoding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("gzip;q=0, br;q=0.5", "br"), ("br;q=0, gzip", "gzip"), ("*", "br"), ("", ""),
     ("identity", ""), ("br;q=nonsense", ""), ("GZIP", "gzip")],
)  # fmt: skip
def test_encoding_is_what_the_client_takes(header, encoding):
    assert choose_encoding(header) == encoding


@pytest.mark.parametrize(
    ("condition", "known"),
    [('W/"a"', True), ('"a"', True), ('"b", W/"a"', True), ("*", True), ('"b"', False), ("", False), (None, False)],
)
def test_condition_names_a_tag(condition, known):
    assert is_known(condition, 'W/"a"') is known


def test_store_stays_within_its_limit():
    entry = make_entry()
    store = Store(limit=3 * entry.weight)
    for number in range(20):
        store.put(("a", number), 1, make_entry())
        store.get(("a", 0), 1)
    assert len(store) == 3 and store.size <= store.limit
    assert store.get(("a", 0), 1) and store.get(("a", 19), 1) and not store.get(("a", 5), 1)


def test_store_holds_the_newest_generation_only():
    store, entry = Store(10**6), make_entry()
    store.put("a", 5, entry)
    store.learn_names("a", Ticket(5, 1e12), "", {"theme"})
    assert store.get("a", 5) is entry and store.get_names("a", 5, 0.0).resolve("y=1") == ""
    assert store.get_names("a", 5, 1e12) is None  # the clock ended it
    assert store.get("a", 6) is None and len(store) == 0 and store.get_names("a", 6, 0.0) is None
    store.put("a", 5, entry)  # begun before the change, ready after it
    assert len(store) == 0 and store.get("a", 5) is None and store.size == 0
    store.put("a", 6, entry)
    assert store.get_names("a", 6, 0.0) is None and store.get("a", 6) is entry
