"""Every word of the editing screens is Dutch, or a name that is listed; nothing is shown as its English message."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache as django_cache
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real

from core.models import EntryPage
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import dutch, factories
from tests.clients import sign_in
from tests.editorial.admin_addresses import list_addresses
from tests.editorial.test_permission_matrix import World
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
# Developers' pages, and answers that are not for people.
SKIPPED = re.compile(
    r"styleguide|jsi18n|/api/|/sprite/|error_test|/test404|\.js$|/preview|/generate_url|/export|xlsx|/download"
)
# Put together in the code of wagtail-localize, Wagtail and their data, where nothing can translate them without a patch of the view.
LEFT = re.compile(
    r"Enabled|Locales?|\w+: locale|(Root page|Page)|Sync from|Site name|(Source|Target) locale|\d+ locales|Translation|\d+ translations?|\d+ pages( \+ \d+ others)?|Moderators approval|English|Task type"
)
_FACTORY_TITLE = re.compile(
    r"Welcome to your new Wagtail site!|lijst-[a-z]+page|\b[A-Z][a-z]+(?:[A-Z][a-z]+)* \d+\b|gebruiker\d+"
)


def read(response) -> list[str]:
    """Return the texts of a response that people see."""
    kind = response.get("Content-Type", "")
    if response.status_code >= 500 or response.status_code in (301, 302):
        return []
    if "json" in kind:
        return dutch.read_json(response.content.decode())
    return dutch.read_html(response.content.decode()) if "html" in kind else []


@cache
def english_messages() -> dict[str, str]:
    """Return {English message: Dutch} of all catalogues, where the two differ and the English has a space."""
    catalogue = trans_real.translation("nl")
    found = {}
    for key in catalogue._catalog.keys():  # noqa: SIM118 -- no mapping
        text = key[0] if isinstance(key, tuple) else key
        text = text.rsplit("\x04", 1)[-1]
        if " " in text and "%" not in text and "{" not in text and text:
            found[text] = str(catalogue.gettext(text))
    shown = set(found.values())
    return {key: value for key, value in found.items() if key not in shown}


def find_english(responses: dict) -> dict[str, dict]:
    """Return {address: words that are not Dutch}, each word once."""
    seen, found = set(), {}
    for address, response in responses.items():
        texts = [_FACTORY_TITLE.sub(" ", text) for text in read(response) if not LEFT.fullmatch(text)]
        foreign = {word: text for word, text in dutch.find_foreign(texts).items() if word.lower() not in seen}
        foreign |= {text: text for text in texts if text in english_messages() and text not in seen}
        seen |= {word.lower() for word in foreign} | foreign.keys()
        if foreign:
            found[address] = foreign
    return found


@pytest.fixture
def world(home):
    django_cache.clear()
    return World()


def test_every_screen_of_an_administrator_is_dutch(world):
    client = sign_in(world.users["administrator"], raise_request_exception=False)
    addresses = list_addresses(world.samples(world.page), world.records).values()
    answers = {address: client.get(address) for address in dict.fromkeys(addresses) if not SKIPPED.search(address)}
    assert len(answers) > 150
    assert find_english(answers) == {}


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
