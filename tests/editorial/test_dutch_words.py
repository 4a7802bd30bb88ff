"""Every word of the editing screens is Dutch, or a name that is listed; nothing is shown as its English message."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache as django_cache
from django.urls import reverse
from django.utils import translation

from core.models import EntryPage
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import dutch, factories
from tests.clients import sign_in
from tests.editorial.admin_world import World
from tests.editorial.dutch_screens import find_english
from tests.recordings import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(home):
    django_cache.clear()
    return World()


@pytest.mark.parametrize("role", [STUDENT, RESEARCHER, CHIEF_EDITOR])
def test_screens_of_a_role_are_dutch(world, role):
    client = sign_in(world.users[role])
    names = ["wagtailadmin_home", "wagtailadmin_account", "wagtailimages:add", "wagtaildocs:add", "wagtailmedia:index"]
    addresses = [reverse(name) for name in names]
    addresses += [reverse("wagtailadmin_pages:edit", args=[world.page.pk]), reverse("make_entry", args=["case"])]
    assert find_english({address: client.get(address, follow=True) for address in addresses}) == {}


def make_entries() -> list:
    """Return a draft of every kind that a factory makes, one of them with a recording."""
    makers = [
        maker for maker in vars(factories).values() if issubclass(getattr(maker, "model", None) or object, EntryPage)
    ]
    return [*(maker() for maker in makers), factories.EpisodePageFactory(**recorded())]


def test_form_of_every_kind_is_dutch(administrator):
    pages = [*make_entries(), factories.get_home(), factories.IndexPageFactory(), factories.StandardPageFactory()]
    assert {page.kind for page in pages if isinstance(page, EntryPage)} == set(EntryPage.kinds())
    addresses = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages]
    assert find_english({address: administrator.get(address) for address in addresses}) == {}


def test_refused_forms_are_dutch(administrator):
    page = factories.EpisodePageFactory(publish=False)
    addresses = ["/beheer/images/add/", "/beheer/documents/add/", "/beheer/media/video/add/", "/beheer/users/new/",
                 reverse("consents", args=[page.pk]), "/beheer/images/chooser/create/", "/beheer/documents/chooser/create/",
                 "/beheer/media/video/chooser/upload/"]  # fmt: skip
    assert find_english({address: administrator.post(address, {}) for address in addresses}) == {}


@pytest.mark.parametrize("address", ["/beheer/login/", "/beheer/password_reset/", "/beheer/logout/"])
def test_doors_are_dutch(client, home, address):
    assert find_english({address: client.get(address, follow=True)}) == {}


def test_messages_of_scripts_have_a_dutch_translation(administrator):
    """The scripts ask for their messages by the English text: each has one that is Dutch."""
    text = administrator.get("/beheer/jsi18n/").content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\});\n", text, re.DOTALL)[1])
    words = (Path(settings.ROOT_DIR) / "site/static/js/translation_words.js").read_text(encoding="utf-8")
    catalogue |= dict(re.findall(r'^    "([^"]+)": "([^"]+)",$', words, re.MULTILINE))
    assert "js/translation_words" in administrator.get("/beheer/").text
    values = [part for value in catalogue.values() for part in (value if isinstance(value, list) else [value])]
    assert len(values) > 80
    assert dutch.find_foreign(values) == {}


def test_language_of_the_walk_is_dutch():
    assert translation.get_language() == "nl"
    assert dutch.find_foreign(["Bewaar deze pagina", "Save and publish the page"]) == {
        "Save": "Save and publish the page", "and": "Save and publish the page",
        "publish": "Save and publish the page", "the": "Save and publish the page", "page": "Save and publish the page",
    }  # fmt: skip
