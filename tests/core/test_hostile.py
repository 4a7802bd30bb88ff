"""Hostile input on every public address, parameter and header: never an error page, never a reflection."""

from functools import partial

import pytest

from tests import factories
from tests.hostile import VALUES, ask_each, judge

pytestmark = pytest.mark.django_db
PARAMETERS = ["q", "page", "kind", "theme", "place", "organisation", "year", "sort", "language", "sent", "onzin"]


@pytest.fixture(scope="module")
def addresses(module_db):
    """Every kind of public address."""
    theme, place = factories.ThemeFactory(), factories.PlaceFactory()
    partner, person = factories.OrganisationFactory(), factories.PersonFactory()
    case = factories.CasePageFactory(themes=[theme], places=[place])
    report, episode = factories.ReportPageFactory(pdf=factories.SiteDocumentFactory()), factories.EpisodePageFactory()
    factories.StandardPageFactory()
    return [
        "/", case.get_parent().url, case.url, report.url, episode.url, episode.get_parent().url, report.pdf.url, "/zoeken/", "/en/search/",
        "/themas/", "/plekken/", "/organisaties/", "/mensen/", "/en/themes/", "/contact/", "/en/contact/",
        *(record.get_absolute_url() for record in (theme, place, partner, person)),
        "/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/-/alive", "/-/ready", "/covers/case-1.svg", "/nergens/", "/en/",
        "/beheer/login/", "/beheer/wachtwoord/vergeten/", "/favicon.ico", "/-/patterns/", "/kaart/", "/kaart/kaart.geojson",
    ]  # fmt: skip


@pytest.fixture
def listing(addresses) -> str:
    """The listing of cases, which has filters."""
    return addresses[1]


@pytest.mark.parametrize("value", VALUES)
def test_any_value_of_all_parameters_at_once(client, addresses, value):
    for address in addresses:
        judge(client.get(address, dict.fromkeys(PARAMETERS, value)))


def test_any_value_of_each_parameter(client, listing):
    """Other values beside each other, where there are lists to filter."""
    for address in (listing, "/themas/", "/organisaties/"):
        for response in ask_each(partial(client.get, address), dict.fromkeys(PARAMETERS, VALUES)):
            judge(response)


@pytest.mark.parametrize(
    "path",
    [
        "/\x00",
        "/%00/",
        "/zoeken/\x00",
        "/" + "a/" * 900,
        "/" + "a" * 7000,
        "/%ED%A0%80/",
        "/%FF%FE/",
        "//evil.example/",
        "/en//",
        "/..%2f..%2f",
        "/beheer/%00/",
        "/stadslabs/%0d%0aSet-Cookie:x=1/",
        "/covers/case-99999999999999999999.svg",
        "/covers/x-1.svg",
        "/themas/" + "x" * 500 + "/",
    ],
)
def test_any_path(client, addresses, path):
    response = client.get(path)
    judge(response)
    assert not response.cookies
    assert "evil.example" not in response.get("Location", "")


HEADERS = {
    "Accept-Language": ["x" * 7000, "nl;q=onzin", "*", "en-" * 500, "\x00"],
    "Range": ["bytes=0-", "bytes=-0", "bytes=99999999999999999999999-", "onzin", "bytes=5-1"],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-For": ["1" * 5000, "evil", "::1, ::1"],
    "X-Forwarded-Proto": ["https", "onzin", "https,http"],
    "Cookie": ['sessionid="\\000"', "sessionid=" + "x" * 5000, "=;;=", 'csrftoken="\\000"', 'django_language="\\000"'],
    "If-None-Match": ["onzin", '"' * 500],
    "If-Modified-Since": ["onzin"],
    "Referer": ["https://evil.example/"],
    "User-Agent": ["<script>zqx()</script>"],
    "Accept-Encoding": ["gzip", "onzin"],
}


def test_any_header(client, addresses):
    """On every third address: middleware and the views of pages, files, lists and search read headers, not each page."""
    for address in [*addresses[::3], "/zoeken/", "/sitemap.xml", "/beheer/login/"]:

        def send(headers, address=address):
            return client.get(address, headers=headers)

        for response in ask_each(send, HEADERS, client.get(address).status_code):
            judge(response)
            assert "evil.example" not in response.get("Location", "")
            if not response.streaming:
                assert b"evil.example" not in response.content


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1:8000@evil.example", "", "a" * 300, "evil.example\r\nX: y", "[::1"]
)
def test_forged_host_is_refused_and_not_repeated(client, home, host):
    response = client.get("/", headers={"Host": host})
    assert response.status_code == 400
    assert b"evil" not in response.content


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "head"])
def test_any_method(client, addresses, method):
    for address in addresses:
        judge(getattr(client, method)(address))


def test_public_pages_set_no_cookie(client, addresses):
    for address in addresses:
        if not address.startswith(("/beheer/", "/-/patterns/")):
            response = client.get(address)
            assert not response.cookies, address
            assert "Cookie" not in response.get("Vary", ""), address
