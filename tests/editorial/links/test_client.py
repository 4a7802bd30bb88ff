"""The client that asks addresses: what it says of each answer, and that it never enters a network that is not public."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from editorial.links.client import ask, is_public

ASKED: list[tuple[str, str]] = []


class Site(BaseHTTPRequestHandler):
    """Answers with the status in the path; `/head/` knows no HEAD, `/to/...` leads on."""

    def answer(self):
        ASKED.append((self.command, self.path))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to"))
        elif self.path == "/head/":
            self.send_response(404 if self.command == "HEAD" else 200)
        elif self.path == "/loop/":
            self.send_response(301)
            self.send_header("Location", "/loop/")
        else:
            self.send_response(int(self.path.strip("/") or 200))
        self.end_headers()

    do_GET = do_HEAD = answer

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def site():
    """A server on loopback; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_answers_are_told_apart(site):
    found = {
        path: ask(f"{site}{path}", lambda ip: True)
        for path in ("/200/", "/404/", "/410/", "/403/", "/500/", "/head/", "/to/200/", "/to/to/404/")
    }
    assert found == {
        "/200/": (True, "200"), "/404/": (False, "404"), "/410/": (False, "410"), "/403/": (True, "403"), "/500/": (None, "500"),
        "/head/": (True, "200"), "/to/200/": (True, "200"), "/to/to/404/": (False, "404"),
    }  # fmt: skip
    assert ask(f"{site}/loop/", lambda ip: True) == (None, "HTTPException")


def test_nothing_is_asked_of_a_private_network(site):
    ASKED.clear()
    assert ask(f"{site}/200/") == (False, "not public")
    assert ask(site.replace("127.0.0.1", "localhost")) == (False, "not public")
    assert ASKED == []


def test_private_special_and_mapped_addresses_are_not_public():
    for address in ("127.0.0.1", "10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "::1", "fe80::1%eth0",
                    "fd00::1", "::ffff:10.0.0.1", "224.0.0.1"):  # fmt: skip
        assert not is_public(address), address
    assert is_public("1.1.1.1") and is_public("2606:4700::1111")


def test_odd_addresses_are_no_error():
    for url in ("http://", "http://a..b/", "http://" + "a" * 300 + ".example/", "https://xn--/", "http://exa mple/"):
        works, _answer = ask(url, lambda ip: True)
        assert works in {None, False}
