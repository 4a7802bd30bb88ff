"""Hostile input for any address, and what holds for every answer to it."""

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
