"""A page loads the sheet of every component that it shows: which components stand in `site.css` is a matter of weight."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory

from config.staticfiles import PAGE_BUNDLES, bundle, find_scripts
from tests.browser.addresses import public_addresses

pytestmark = pytest.mark.django_db
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")


def list_classes(name: str) -> set[str]:
    """Return the classes that a sheet has a look for."""
    css = re.sub(r"url\([^)]*\)|\"[^\"]*\"|\d\.\d+", "", bundle(name))
    return set(CLASS.findall(css))


def find_unstyled(html: str, owned: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return (sheet, class) pairs that a page uses without the sheet."""
    used = {name for value in re.findall(r'class="([^"]*)"', html) for name in value.split()}
    return [
        (sheet, name)
        for sheet, names in owned.items()
        for name in sorted(names & used)
        if not re.search(rf'href="[^"]*css/{sheet}[.\w]*\.css"', html)
    ]


@pytest.fixture(scope="module")
def owned():
    """The classes of each sheet of a page that `site.css` does not know."""
    common = list_classes("site")
    return {name: list_classes(name) - common for name in PAGE_BUNDLES}


def test_every_page_has_the_sheets_of_its_components(demo, db, client, owned):
    found = {address: find_unstyled(client.get(address).content.decode(), owned) for address in public_addresses()}
    assert len(found) > 60
    assert {address: missing for address, missing in found.items() if missing} == {}


@pytest.mark.parametrize("template", ["500.html", "machine_fault.html", "account/login.html"])
def test_pages_that_stand_alone_have_them_too(owned, template):
    request = RequestFactory().get("/")
    html = render_to_string(template, {"form": None, "action": "/", "site_name": "Stadskennis"}, request)
    assert find_unstyled(html, owned) == []


def test_scripts_are_sent_small_with_all_that_they_say():
    for path, source in find_scripts().items():
        sent, written = Path(finders.find(path)).read_text(encoding="utf-8"), source.read_text(encoding="utf-8")
        assert len(sent) < 0.95 * len(written), path
        code = "\n".join(line for line in written.splitlines() if not line.strip().startswith("//"))
        said = re.findall(r'"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`', code)
        assert [one for one in said if one not in sent] == [], path


def test_a_missing_sheet_is_seen(owned):
    assert find_unstyled('<link href="/static/css/site.1.css"><form class="form">', owned) == [("entrances", "form")]
