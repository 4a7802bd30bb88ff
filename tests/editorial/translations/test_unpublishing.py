"""Who unpublishes a page reads where it is still public, and takes it off there too."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from editorial.groups import CHIEF_EDITOR
from editorial.translations.unpublishing import FIELD
from tests import factories
from tests.clients import sign_in
from tests.translations import translate

pytestmark = pytest.mark.django_db


class World:
    """A public case with a public translation, and a chief editor."""

    def __init__(self):
        self.case = factories.CasePageFactory(title="Stadslab", lead="Wat wij leerden.")
        self.english = translate(self.case)
        self.chief = sign_in(factories.UserFactory(CHIEF_EDITOR))


@pytest.fixture(scope="module")
def made(module_db):
    return World()


def find_address(page, bulk: bool = False) -> str:
    if bulk:
        return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={page.pk}&next=/beheer/"
    return reverse("wagtailadmin_pages:unpublish", args=[page.pk])


def is_live(page) -> bool:
    return Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("bulk", [False, True])
def test_other_language_is_named_and_goes_too(world, client, bulk):
    html = world.chief.get(find_address(world.case, bulk)).text
    form = html[html.index("public-versions") :].split("</form>")[0]
    assert f'href="{world.english.url}"' in form and "Ook de versie in het Engels" in form
    box = form[form.index(f'name="{FIELD}"') :].split(">")[0]
    assert f'value="{world.english.pk}"' in box and "checked" in box
    answer = world.chief.post(find_address(world.case, bulk), {FIELD: world.english.pk}, follow=True)
    assert not is_live(world.case) and not is_live(world.english)
    assert f"“{world.english.title}”, de versie in het Engels, staat ook niet meer op de site." in answer.text
    assert client.get(world.english.url).status_code == client.get(world.case.url).status_code == 410
    entry = PageLogEntry.objects.get(page=world.english.pk, action="wagtail.unpublish")
    assert entry.user == world.chief.user


@pytest.mark.parametrize("bulk", [False, True])
def test_what_stays_public_is_said_with_its_address(world, client, bulk):
    answer = world.chief.post(find_address(world.case, bulk), follow=True)
    assert not is_live(world.case) and is_live(world.english)
    assert f"“{world.english.title}”, de versie in het Engels, staat nog op de site." in answer.text
    assert f'href="{world.english.url}"' in answer.text and find_address(world.english) in answer.text
    assert client.get(world.english.url).status_code == 200


def test_original_of_a_translation_goes_only_when_that_is_chosen(world):
    html = world.chief.get(find_address(world.english)).text
    box = html[html.index(f'name="{FIELD}"') :].split(">")[0]
    assert f'value="{world.case.pk}"' in box and "checked" not in box


def test_who_may_not_unpublish_the_other_language_reads_so(world):
    group = world.chief.user.groups.get(name=CHIEF_EDITOR)
    rights = GroupPagePermission.objects.filter(group=group, permission__codename="publish_page")
    rights.update(page=world.case.get_parent())
    html = world.chief.get(find_address(world.case)).text
    assert f'name="{FIELD}"' not in html and "Deze versie mag je niet" in html
    world.chief.post(find_address(world.case), {FIELD: world.english.pk})
    assert not is_live(world.case) and is_live(world.english)


def test_page_of_one_language_and_one_that_is_a_draft_ask_nothing(world):
    world.english.unpublish()
    assert "public-versions" not in world.chief.get(find_address(world.case)).text
    assert "public-versions" not in world.chief.get(find_address(world.case, bulk=True)).text
