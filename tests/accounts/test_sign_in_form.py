"""The sign-in form: one types at once, unless a refusal is to be read first, and Tab leads to the password."""

import pytest
from lxml import html

from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/login/"


def test_name_has_the_cursor_until_the_form_was_refused(client):
    fresh = client.get(ADDRESS).content.decode()
    refused = client.post(ADDRESS, {"login": factories.UserFactory().username, "password": "fout"}).content.decode()
    assert 'role="alert"' in refused
    assert [" autofocus" in page for page in (fresh, refused)] == [True, False]


def test_tab_leads_from_the_name_to_the_password(client):
    fields = html.fromstring(client.get(ADDRESS).content).xpath(
        "//main//*[self::a[@href] or self::input[not(@type='hidden')]]"
    )
    assert [one.get("name") or one.text for one in fields][:2] == ["login", "password"]
    assert fields[-1].get("href") == "/beheer/wachtwoord/vergeten/"
