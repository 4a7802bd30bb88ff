"""A real Chromium against a real server, for tests marked `browser`."""

import functools
import os
import shutil
import threading
import time
from contextlib import contextmanager

import pytest
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import sync_playwright

from tests.example import State

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps an event loop in the thread of the tests
OPEN: list = []  # the browser of this process


QUIET = 0.3  # seconds without a request after which no further one is on its way


class Requests(threading.Condition):
    """How many requests the live server answers, or has waiting for their turn; notified when one comes or ends."""

    requests = 0
    changed = 0.0  # when the last one came or ended

    @property
    def is_silent(self) -> bool:
        """Whether none is under way, and none came or ended for a while."""
        return not self.requests and time.monotonic() - self.changed > QUIET

    @contextmanager
    def counted(self):
        """Count the request of the block."""
        self._change(1)
        try:
            yield
        finally:
            self._change(-1)

    def _change(self, by: int) -> None:
        with self:
            self.requests += by
            self.changed = time.monotonic()
            self.notify_all()


UNDER_WAY = Requests()


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time():
    """The live server's threads share the one connection to the SQLite database in memory, and its transaction with it."""
    with pytest.MonkeyPatch.context() as patch:
        serve, lock = WSGIHandler.__call__, threading.RLock()

        def serve_alone(handler, environ, start_response):
            with UNDER_WAY.counted(), lock:
                answer = serve(handler, environ, start_response)
            close = answer.close

            def close_alone():
                with UNDER_WAY.counted(), lock:
                    close()

            answer.close = close_alone
            return answer

        patch.setattr(WSGIHandler, "__call__", serve_alone)
        yield


@pytest.fixture(scope="session", autouse=True)
def statics_found_once():
    """Each new browser asks for all scripts and styles: the folders of all apps are looked through once for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finders, "find", functools.cache(finders.find))
        yield


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium; one in each process, also for the tests beside this folder that import this fixture."""
    if OPEN:
        yield OPEN[0]
        return
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        OPEN.append(browser)
        yield browser
        OPEN.clear()
        browser.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item):
    """Close what a test left open before its database is emptied: an open editor goes on asking the server.

    What a page asked just before a test closed it is waited for as well.
    """
    for browser in OPEN if item.get_closest_marker("browser") else []:
        left = list(browser.contexts)
        for context in left:
            context.close()
        if left or not UNDER_WAY.is_silent:
            wait_for_silence()


def wait_for_silence(longest: float = 30) -> None:
    """Wait until no request is under way, and none came for a while; a connection that is left in one fails later tests."""
    end = time.monotonic() + longest
    with UNDER_WAY:
        while (UNDER_WAY.wait(QUIET) or UNDER_WAY.requests) and time.monotonic() < end:
            pass


@pytest.fixture
def site(transactional_db, live_server, settings, copies):
    """A small site with one of everything, in both languages; its address."""
    settings.SITE_URL = live_server.url
    copies.restore_example(State.SETTLED)
    return live_server.url
