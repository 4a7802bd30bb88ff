"""Hostile input for any address, and what holds for every answer to it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

VALUES = [
    "-1", "0", "1e9", "9223372036854775808", "99999999999999999999999", "\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass"),
    "x" * 7000, "'", '"', "'\"`;--", "%00", "../../etc/passwd", "<script>zqx()</script>", "{{7*7}}", "${7*7}", "٣", "１", "nan", "None",
    "javascript:zqx()", "\u202e", "😀" * 500, "AND", "a:b", "(", "*", "[", "\\",
]  # fmt: skip


def judge(response, value=""):
    """Assert that a response is no error and repeats nothing raw."""
    assert response.status_code < 500
    body = b"".join(response) if response.streaming else response.content
    assert b"Traceback" not in body
    assert b"<script>zqx" not in body
    assert b'href="javascript:zqx' not in body


def ask_each(send: Callable, values: Mapping[str, list], expected: int = 200) -> Iterator:
    """Yield an answer to every value of every name: those of all names beside each other, in as few requests as that takes.

    Where the status is not the expected one, a value may have kept the others from being read: they are sent one by one.
    A name of which most values bring that about goes alone from then on.
    """
    refused: Counter[str] = Counter()
    for number in range(max(map(len, values.values()))):
        given = {name: known[(number + shift) % len(known)] for shift, (name, known) in enumerate(values.items())}
        alone = {name for name in given if refused[name] > 2 and refused[name] > number / 2}
        response = send({name: value for name, value in given.items() if name not in alone})
        yield response
        for name in given if response.status_code != expected else sorted(alone):
            response = send({name: given[name]})
            yield response
            refused[name] += response.status_code != expected
