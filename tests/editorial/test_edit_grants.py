"""Who may edit a page by what it is: shared with them, in their themes, a translation; and what that does not give."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from directory.localisation import get_locale
from directory.proposals.rules import may_propose
from editorial.groups import CHIEF_EDITOR, PARTNER, RESEARCHER, STUDENT, TRANSLATOR
from editorial.models import BoardMember, CoAuthor
from tests import factories
from tests.clients import sign_in
from tests.translations import translate

pytestmark = pytest.mark.django_db


class World:
    """Entries in two themes and in two languages, and somebody of each role."""

    def __init__(self):
        self.theme, self.other = factories.ThemeFactory(name="Wonen"), factories.ThemeFactory(name="Leren")
        self.people = {name: factories.UserFactory(name) for name in (STUDENT, RESEARCHER, CHIEF_EDITOR, TRANSLATOR)}
        self.partner = factories.UserFactory(PARTNER)
        BoardMember.objects.create(user=self.people[RESEARCHER]).themes.add(self.theme)
        self.owner = factories.UserFactory(STUDENT)
        self.draft = self.write(self.other)
        self.mine = self.write(self.theme, self.other)
        self.english = translate(factories.CasePageFactory(title="Stadslab", themes=[self.other]))

    def write(self, *themes):
        """Return a draft of the owner; as the form does, its themes are saved with it."""
        page = factories.CasePageFactory(publish=False, owner=self.owner)
        page.themes.set(themes)
        page.save()
        page.save_revision(user=self.owner)
        return page


@pytest.fixture(scope="module")
def world(module_db):
    return World()


def editable(user, world) -> set[str]:
    """Return which pages a user may edit, asked of the page as the database has it: Wagtail asks that too."""
    fresh = type(user).objects.get(pk=user.pk)
    pages = {"draft": world.draft, "mine": world.mine, "english": world.english, "home": world.draft.get_parent()}
    return {
        name for name, page in pages.items()
        if Page.objects.get(pk=page.pk).permissions_for_user(fresh).can_edit()
    }  # fmt: skip


def test_each_role_edits_its_own_pages(world):
    found = {name: editable(user, world) for name, user in world.people.items()}
    assert found == {
        STUDENT: set(), RESEARCHER: {"mine"}, TRANSLATOR: {"english"},
        CHIEF_EDITOR: {"draft", "mine", "english", "home"},
    }  # fmt: skip
    assert editable(world.partner, world) == set()
    assert editable(world.owner, world) == {"draft", "mine"}


def test_theme_holds_in_every_language(world, db):
    english_theme = factories.ThemeFactory(
        name="Housing", locale=get_locale("en"), translation_key=world.theme.translation_key
    )
    world.english.themes.add(english_theme)
    world.english.save()
    assert editable(world.people[RESEARCHER], world) == {"mine", "english"}


@pytest.mark.parametrize("role", [STUDENT, PARTNER])
def test_draft_is_shared(world, db, role):
    user = world.people.get(role, world.partner)
    CoAuthor.objects.create(page=world.draft, user=user)
    assert editable(user, world) == ({"draft"} if role == STUDENT else set())


def test_grant_gives_the_form_and_nothing_else(world, db):
    user = world.people[STUDENT]
    CoAuthor.objects.create(page=world.draft, user=user)
    tester = Page.objects.get(pk=world.draft.pk).permissions_for_user(user)
    assert tester.can_edit() and tester.can_submit_for_moderation()
    given = [tester.can_delete(), tester.can_move(), tester.can_publish(), tester.can_lock(), tester.can_unpublish()]
    assert given == [False] * 5
    user.is_active = False
    assert not Page.objects.get(pk=world.draft.pk).permissions_for_user(user).can_edit()


def test_co_author_saves_and_sends_and_a_stranger_does_not(world, db):
    client, url = sign_in(world.people[STUDENT]), reverse("wagtailadmin_pages:edit", args=[world.draft.pk])
    assert client.get(url).status_code == 302
    CoAuthor.objects.create(page=world.draft, user=client.user)
    assert client.get(url).status_code == 200


def test_lists_and_trees_show_what_one_may_edit(world, db):
    policy = policy_registry.get_by_type(Page)
    for name, expected in ((RESEARCHER, {world.mine.pk}), (TRANSLATOR, {world.english.pk})):
        user = type(world.owner).objects.get(pk=world.people[name].pk)
        found = policy.instances_user_has_permission_for(user, "change")
        assert expected <= set(found.values_list("pk", flat=True))
        assert world.draft.pk not in set(found.values_list("pk", flat=True))
        assert policy.user_has_permission(user, "change")
        assert policy.user_has_permission_for_instance(user, "change", Page.objects.get(pk=min(expected)))
    translator = type(world.owner).objects.get(pk=world.people[TRANSLATOR].pk)
    shown = set(policy.explorable_instances(translator).values_list("pk", flat=True))
    assert world.english.pk in shown and world.english.get_parent().pk in shown and world.draft.pk not in shown
    assert policy.explorable_root_instance(translator) is not None
    assert list(policy.explorable_instances(world.partner)) == []


def test_pages_are_found_once_for_each_user(world, db, django_assert_max_num_queries):
    user = type(world.owner).objects.get(pk=world.people[RESEARCHER].pk)
    pages = list(Page.objects.filter(pk__in=[world.draft.pk, world.mine.pk, world.english.pk]).specific())
    pages[0].permissions_for_user(user).can_edit()
    with django_assert_max_num_queries(2):  # each page's workflow step, which Wagtail asks of what may not be edited
        assert [page.permissions_for_user(user).can_edit() for page in pages].count(True) == 1


def test_screens_that_ask_whether_somebody_writes_know_the_grants(world, db):
    CoAuthor.objects.create(page=world.draft, user=world.partner)
    answers = {
        name: (ask_wheel_check(user), may_propose(type(user).objects.get(pk=user.pk)))
        for name, user in {**world.people, PARTNER: world.partner, "nobody": factories.UserFactory()}.items()
    }
    assert answers == {
        STUDENT: (200, True), RESEARCHER: (200, True), CHIEF_EDITOR: (200, True), TRANSLATOR: (200, True),
        PARTNER: (302, False), "nobody": (302, False),
    }  # fmt: skip


def ask_wheel_check(user) -> int:
    return sign_in(user).post(reverse("similar_entries"), {"text": "stad", "language": "nl"}).status_code
