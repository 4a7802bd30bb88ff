"""What a partner gets to see: no screen that answers them names a draft that does not concern them."""

import pytest
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from directory.localisation import get_locale
from editorial.groups import PARTNER
from media.models import SiteMedia
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


def read(response) -> str:
    """Return the text of a page or of a file that is streamed."""
    return b"".join(response).decode()


def test_no_screen_names_a_draft_of_others(home):
    world = World()
    image, document = factories.SiteImageFactory(title=CANARY), factories.SiteDocumentFactory(title=CANARY)
    SiteMedia.objects.create(title=CANARY, type="audio", file="media/kanarie.mp3", duration=1)
    draft = factories.CasePageFactory(
        parent=world.page.get_parent(), title=CANARY, publish=False, owner=world.users["administrator"], lead=CANARY,
        hero_image=image, body=[("document", {"document": document, "text": ""})],
    )  # fmt: skip
    draft.save_revision(user=world.users["administrator"])
    source, _made = TranslationSource.update_or_create_from_instance(draft)
    Translation.objects.create(source=source, target_locale=get_locale("en")).save_target(publish=False)
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
    image, document = factories.SiteImageFactory(title=CANARY), factories.SiteDocumentFactory(title=CANARY)
    client = world.clients[PARTNER]
    addresses = [
        reverse("wagtailadmin_choose_page_search") + f"?q={CANARY}",
        reverse("wagtailadmin_choose_page_child", args=[world.page.get_parent().pk]),
        reverse("wagtailadmin_pages:search") + f"?q={CANARY}",
        reverse("wagtailadmin_api:pages:listing") + "?fields=*&limit=50",
        *(reverse(f"wagtailadmin_api:{kind}:listing") for kind in ("images", "documents")),
        reverse("wagtailadmin_api:images:detail", args=[image.pk]),
        reverse("wagtailadmin_api:documents:detail", args=[document.pk]),
        reverse("translations_report") + "?export=csv",
        reverse("concerns"),
        reverse("wagtailadmin_home"),
    ]
    assert [
        url
        for url in addresses
        if CANARY in read(client.get(url)).replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "")
    ] == []
