"""The sign-in form: one types at once, unless a refusal is to be read first."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/beheer/login/"


def test_name_has_the_cursor_until_the_form_was_refused(client):
    fresh = client.get(ADDRESS).content.decode()
    refused = client.post(ADDRESS, {"login": factories.UserFactory().username, "password": "fout"}).content.decode()
    assert 'role="alert"' in refused
    assert [" autofocus" in page for page in (fresh, refused)] == [True, False]
