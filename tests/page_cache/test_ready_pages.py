"""Ready pages of one run are those of the next, as long as they are right."""

import pickle

import pytest
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from wagtail.models import Page

from config import wsgi  # noqa: F401 -- its first import closes connections, so it comes before a test
from config.gateway import warming
from page_cache import front, ready_pages
from tests import factories
from tests.page_cache.test_middleware import told

TITLE = "Zandbijenberm"


@pytest.fixture
def case(home, settings, tmp_path, between_transactions):
    """A published page; the cache is on, and menus and addresses are kept as between transactions."""
    settings.PAGE_CACHE, settings.VAR_DIR = True, tmp_path
    return factories.CasePageFactory(title=TITLE)


def restart() -> int:
    """Begin as a new process does; return how many pages it takes over."""
    front.forget()
    return ready_pages.load()


def test_page_is_ready_after_a_restart(client, case):
    made = client.get(case.url)
    assert ready_pages.save() == 1 and restart() == 1
    ready = client.get(case.url)
    assert (told(made), told(ready)) == ("miss", "hit") and made.content == ready.content
    assert ready_pages.find_file().stat().st_mode & 0o077 == 0


def test_page_that_changed_meanwhile_is_not(client, case):
    client.get(case.url)
    ready_pages.save()
    Page.objects.filter(pk=case.pk).update(title="Anders")
    assert restart() == 0
    assert "Anders" in client.get(case.url).text


def test_page_of_other_settings_is_not(client, case, settings):
    client.get(case.url)
    ready_pages.save()
    settings.WAGTAIL_SITE_NAME = "Andere stad"
    assert restart() == 0


def test_page_that_the_clock_ended_is_not(client, case):
    client.get(case.url)
    ready_pages.save()
    fingerprint, pages = pickle.loads(ready_pages.find_file().read_bytes())  # noqa: S301 -- made above
    for _key, entry in pages:
        entry.ends = 0
    ready_pages.find_file().write_bytes(pickle.dumps((fingerprint, pages)))
    assert restart() == 0


@pytest.mark.parametrize("content", [b"", b"no pickle", pickle.dumps(7)])
def test_damaged_file_costs_nothing_else(case, content):
    ready_pages.find_file().write_bytes(content)
    assert restart() == 0


def test_disk_that_cannot_be_written_costs_the_file_alone(client, case, settings):
    client.get(case.url)
    settings.VAR_DIR = settings.VAR_DIR / "missing"
    assert ready_pages.save() == 0


def test_page_whose_menu_another_request_kept_is_not_made_anew(client, case, monkeypatch):
    other = factories.CasePageFactory(title="Meikevertuin")
    client.get("/zoeken/?q=berm")  # not kept itself: what it asked for the menu is
    client.get(case.url)
    Page.objects.filter(pk=other.pk).update(seo_title="Iets anders")
    monkeypatch.setattr(type(case), "serve", None)  # it could not be made
    assert told(client.get(case.url)) == "hit"


def test_fingerprint_is_that_of_every_language_and_process(settings):
    settings.INTERNAL_IPS = {"10.0.0.1", "10.0.0.2", "10.0.0.3"}
    first = ready_pages.make_fingerprint()
    assert ready_pages.describe({"b", "a"}) == ready_pages.describe({"a", "b"}) and len(first) == 64
    assert "0x" not in ready_pages.describe([object()])


@pytest.fixture
def open_connection():
    """The connection stays open between requests, as Django's test client sees to: this test is one transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_command_makes_all_pages_ready(case, open_connection, settings, capsys):
    settings.PAGE_CACHE_FILL_SECONDS = 60
    call_command("fill_page_cache")
    ready = int(capsys.readouterr().out.split()[0])
    assert ready >= 5 and restart() == ready
    settings.PAGE_CACHE_FILL_SECONDS = 0
    call_command("fill_page_cache")
    assert capsys.readouterr().out == ""


def test_site_on_https_begins_with_ready_pages(client, case, open_connection, settings, capsys, caplog):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://stadskennis.example", ["stadskennis.example"]
    settings.SECURE_SSL_REDIRECT, settings.PAGE_CACHE_FILL_SECONDS = True, 60
    call_command("fill_page_cache")
    ready = int(capsys.readouterr().out.split()[0])
    assert ready >= 5 and restart() == ready and not caplog.records
    passed_on = {"Host": "stadskennis.example", "X-Forwarded-Proto": "https"}  # by a proxy, to the port of the server
    assert told(client.get(case.url, headers=passed_on)) == "hit"


def test_sitemap_that_does_not_answer_is_told(home, settings, tmp_path, caplog):
    settings.VAR_DIR = tmp_path

    def refuse(environ, start_response):
        start_response("500 Internal Server Error", [])
        return [b""]

    assert warming.fill(refuse, 60) == 0
    assert caplog.messages == ["no pages are made ready: the sitemap answered 500"]
