"""What a partner gets to see: no screen that answers them names a draft that does not concern them."""

import pytest
from django.urls import reverse

from editorial.groups import PARTNER
from tests import factories
from tests.editorial.admin_addresses import list_addresses
from tests.editorial.admin_world import World
from tests.editorial.test_permission_matrix import EXPECTED
from tests.publishing import submit

pytestmark = pytest.mark.django_db
CANARY = "Kanarievogel"
OWN = ("account", "mfa_", "password")  # about the user alone


def list_answered() -> set[str]:
    """Return the addresses that answer a partner with a screen, as the matrix has them."""
    head, *rows = (line.split("\t") for line in EXPECTED.read_text(encoding="utf-8").splitlines())
    column = head.index("partner")
    answered = {row[0] for row in rows if row[column].startswith("200") and row[0].startswith("GET ")}
    return {key.removeprefix("GET ") for key in answered if not key.removeprefix("GET ").startswith(OWN)}


def test_no_screen_names_a_draft_of_others(home):
    world = World()
    draft = factories.CasePageFactory(
        parent=world.page.get_parent(), title=CANARY, publish=False, owner=world.users["administrator"], lead=CANARY
    )
    draft.save_revision(user=world.users["administrator"])
    submit(draft, world.users["administrator"])
    client, answered = world.clients[PARTNER], list_answered()
    asked = [
        (key, url) for key, url in list_addresses(world.samples(world.page), world.records).items() if key in answered
    ]
    assert len(asked) > 40
    named = [key for key, url in asked if CANARY in client.get(url).text]
    assert named == []


def test_no_chooser_or_search_finds_a_draft_of_others(home):
    world = World()
    factories.CasePageFactory(parent=world.page.get_parent(), title=CANARY, publish=False)
    client = world.clients[PARTNER]
    addresses = [
        reverse("wagtailadmin_choose_page_search") + f"?q={CANARY}",
        reverse("wagtailadmin_choose_page_child", args=[world.page.get_parent().pk]),
        reverse("wagtailadmin_pages:search") + f"?q={CANARY}",
        reverse("wagtailadmin_api:pages:listing") + "?fields=*&limit=50",
        reverse("concerns"),
        reverse("wagtailadmin_home"),
    ]
    assert [
        url
        for url in addresses
        if CANARY in client.get(url).text.replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "")
    ] == []
