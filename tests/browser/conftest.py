"""A real Chromium against a real server, for tests marked `browser`."""

import functools
import os
import shutil
import threading
import time

import pytest
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import sync_playwright

from tests.example import State

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip

OPEN: list = []  # the browser of this process
UNDER_WAY: set = set()  # requests that the live server answers, or that wait for their turn
QUIET = 0.3  # seconds without a request after which no further one is on its way


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time():
    """The live server's threads share the one connection to the SQLite database in memory, and its transaction with it."""
    with pytest.MonkeyPatch.context() as patch:
        serve, lock = WSGIHandler.__call__, threading.RLock()

        def serve_alone(handler, environ, start_response):
            request = object()
            UNDER_WAY.add(request)
            try:
                with lock:
                    return serve(handler, environ, start_response)
            finally:
                UNDER_WAY.discard(request)

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
    """Close what a test left open before its database is emptied: an open editor goes on asking the server."""
    for browser in OPEN if item.get_closest_marker("browser") else []:
        left = list(browser.contexts)
        for context in left:
            context.close()
        if left:
            wait_for_silence()


def wait_for_silence(longest: float = 30) -> None:
    """Wait until no request is under way, and none came for a while; a test whose connection is left in one fails later ones."""
    end, quiet_since = time.monotonic() + longest, time.monotonic()
    while time.monotonic() < end and time.monotonic() - quiet_since < QUIET:
        time.sleep(0.02)
        quiet_since = time.monotonic() if UNDER_WAY else quiet_since


@pytest.fixture
def site(transactional_db, live_server, settings, copies):
    """A small site with one of everything, in both languages; its address."""
    settings.SITE_URL = live_server.url
    copies.restore_example(State.SETTLED)
    return live_server.url
