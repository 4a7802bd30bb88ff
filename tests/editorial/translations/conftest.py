"""A published case with an English draft, for the tests of how it is sent and what its bar says."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR, RESEARCHER, TRANSLATOR
from tests import factories
from tests.clients import sign_in
from tests.translations import translate


class World:
    """A published case with an English draft, and who works on it."""

    def __init__(self):
        self.case = factories.CasePageFactory(title="Stadslab", lead="Wat wij leerden.")
        translate(self.case.get_parent())
        self.source, _made = TranslationSource.update_or_create_from_instance(self.case)
        self.translation = Translation.objects.create(source=self.source, target_locale=get_locale("en"))
        self.translation.save_target(publish=False)
        self.page = self.translation.get_target_instance()
        roles = {"translator": TRANSLATOR, "researcher": RESEARCHER, "chief": CHIEF_EDITOR}
        self.clients = {name: sign_in(factories.UserFactory(role)) for name, role in roles.items()}

    def put(self, client, path: str, words: str):
        """Translate a text as the editor's script does."""
        segment = self.source.stringsegment_set.get(context__path=path)
        url = reverse("wagtail_localize:edit_string_translation", args=[self.translation.pk, segment.pk])
        return self.clients[client].generic(
            "PUT", url, f'--x\r\nContent-Disposition: form-data; name="value"\r\n\r\n{words}\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        )  # fmt: skip

    def press(self, client, name: str, **body):
        return self.clients[client].post(reverse(f"board_{name}", args=[self.page.pk]), body)

    def screen(self, client) -> str:
        return self.clients[client].get(reverse("wagtailadmin_pages:edit", args=[self.page.pk])).text

    @property
    def title(self):
        """The translated title, as the database has it."""
        return StringTranslation.objects.get(context__path="title", context__object_id=self.case.translation_key)

    def read(self):
        return Page.objects.get(pk=self.page.pk).specific


@pytest.fixture(scope="module")
def made(module_db):
    return World()
