"""axe on the agenda and on one event in every state of its life, in both languages; no request to others.

With SCREENSHOTS=FOLDER the pages are photographed too.
"""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError
from django.utils import timezone

from talkshows.models import EpisodePage
from tests.browser.axe import find_violations, load_axe

pytestmark = [pytest.mark.browser]
STATES = {
    "announced": {"hours": 48, "signup_url": "https://example.org/aanmelden"},
    "live": {"hours": -1, "stream_url": "https://example.org/stroom"},
    "past": {"hours": -48},
    "cancelled": {"hours": 48, "cancelled": True, "cancelled_reason": "De zaal is niet vrij."},
}
MODES = [(width, scheme) for scheme in ("light", "dark") for width in (360, 768, 1280)]


def put(page, hours: int, **values) -> None:
    """Put an event into a state, in all its languages; waits for a picture of the last page that is still being served."""
    start = timezone.now() + timedelta(hours=hours)
    fields = {"signup_url": "", "stream_url": "", "cancelled": False, "cancelled_reason": "", **values}
    found = EpisodePage.objects.filter(translation_key=page.translation_key)
    for left in reversed(range(50)):
        try:
            found.update(start=start, end=start + timedelta(hours=2), **fields)
            return
        except OperationalError:  # SQLite in memory waits for nobody
            if not left:
                raise
            time.sleep(0.1)


@pytest.mark.slow_first
def test_agenda_and_every_state(site, browser):
    page = EpisodePage.objects.get(slug="leefbaarheid-en-veiligheid")
    english = page.get_translations().get()
    recorded = EpisodePage.objects.get(slug="samenleven-in-wijken")
    visits = [("agenda", None, [agenda.url for agenda in page.get_root().get_descendants().filter(slug="agenda")])]
    visits += [("recorded", None, [recorded.url, recorded.get_translations().get().url])]
    visits += [(state, values, [page.url, english.url]) for state, values in STATES.items()]
    folder = os.environ.get("SCREENSHOTS")
    wrong, foreign = [], []
    for width, scheme in MODES:
        context = load_axe(browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme))
        tab = context.new_page()
        tab.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(site) else None)
        for name, values, addresses in visits:
            if values:
                put(page, **values)
            assert len(addresses) == 2
            for language, address in zip(("nl", "en"), addresses, strict=True):
                tab.goto(site + address)
                if values:
                    assert tab.locator(f".title .state--{name}").count() == 1, (name, address)
                assert tab.evaluate("document.documentElement.scrollWidth") <= width, (name, address, width)
                if folder and language == "nl":
                    tab.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
                if (width, scheme) in {(360, "light"), (1280, "dark")}:
                    wrong += [(name, address, *found) for found in find_violations(tab)]
        context.close()
    assert wrong == []
    assert foreign == []
