"""Hostile input on every URL of search: no errors, no unescaped output."""

import pytest

from core.forms.protected import make_token
from tests import factories
from tests.hostile import VALUES, ask_each, judge

pytestmark = pytest.mark.django_db
PARAMETERS = ["q", "page", "kind", "theme", "place", "organisation", "year", "language", "sort", "without", "format"]
VALUES = [*VALUES, "1" * 4000, "²⁵", "-0", "1,2", "&amp;", "q=1&q=2", "2024\n", "a\u0300" * 3000, '" onfocus="zqx()']


@pytest.fixture(scope="module")
def addresses(module_db):
    theme = factories.ThemeFactory(name="Wonen")
    factories.CasePageFactory(themes=[theme])
    factories.do_work()
    return [
        f"{root}{path}" for root, names in (("/zoeken/", ["", "suggesties/", "feed/", "bewaren/"]), ("/en/search/", ["", "suggestions/"]))
        for path in names
    ]  # fmt: skip


def ask(client, address, data):
    response = client.get(address, data)
    judge_page(response)


def judge_page(response):
    judge(response)
    assert response.status_code in {200, 302}
    if "html" in response.get("Content-Type", ""):
        assert b'onfocus="zqx' not in response.content
    assert not response.cookies


@pytest.mark.parametrize("value", VALUES)
def test_any_value_of_all_parameters_at_once(client, addresses, value):
    for address in addresses:
        ask(client, address, {**dict.fromkeys(PARAMETERS, value), "q": "goudsbloemen"})
        ask(client, address, {"q": value})


def test_any_value_of_each_parameter(client, addresses):
    """Other values beside each other, on the page that reads them all; words by themselves were asked above."""

    def send(data):
        return client.get(addresses[0], {"q": "goudsbloemen", **data})

    for response in ask_each(send, {name: VALUES for name in PARAMETERS if name != "q"}):
        judge_page(response)


def test_many_values_and_repeated_names(client, addresses):
    query = "&".join(f"theme={number}&kind={number}&q={number}&page={number}" for number in range(300))
    for address in addresses:
        assert client.get(f"{address}?{query}").status_code in {200, 302}


def test_broken_bytes_in_the_address(client, addresses):
    for address in addresses:
        for raw in ("q=%FF%FE", "q=%ED%A0%80", "q=%00", "theme=%C3%28&q=a", "%00=1&q=a", "q", "&&&=&"):
            judge(client.get(f"{address}?{raw}"))


@pytest.mark.parametrize("value", VALUES)
def test_any_address_to_save(client, addresses, value):
    data = {"email": value, "token": make_token("/zoeken/bewaren/")}
    response = client.post("/zoeken/bewaren/?q=goudsbloemen", data)
    judge(response)
    assert response.status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "head"])
def test_any_method(client, addresses, method):
    for address in addresses:
        judge(getattr(client, method)(address))
