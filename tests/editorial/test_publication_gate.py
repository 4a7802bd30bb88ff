"""An edit right is no publish right, whatever the way in; and a locked form has no other door."""

import contextlib
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from accounts.acting import RefusedError, acting, as_system
from core.models import Contribution, IndexPage
from directory.models import Theme
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.models import CoAuthor
from editorial.publication_gate.locks import require_unlocked
from knowledge.models import CasePage
from tests import factories
from tests.clients import sign_in
from tests.editorial.page_subjects import Subject
from tests.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commits(home):
    """A request does what waits for its commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "MIDDLEWARE", [*settings.MIDDLEWARE, "tests.editorial.commits.run_commit_callbacks"])
        yield


@pytest.fixture
def make(home):
    """A function that makes a page and its translation in a state."""
    english, _made = Locale.objects.get_or_create(language_code="en")
    first = factories.CasePageFactory()
    for above in (home, first.get_parent()):
        above.copy_for_translation(english)
    parent = IndexPage.objects.get(pk=first.get_parent().pk)
    author = factories.UserFactory(STUDENT)
    image = factories.SiteImageFactory()
    return lambda state: Subject(state, parent, factories.IndexPageFactory(), author, english, image)


def act_as(role):
    """Return a block in which somebody with `role` acts."""
    request = RequestFactory().post("/")
    request.user = factories.UserFactory(role)
    return acting(request)


def english_title(subject):
    return Page.objects.get(pk=subject.english.pk).title


def test_researcher_brings_translations_up_to_date_and_publishes_none(make, researcher):
    subject = make("live")
    url, before = (
        reverse("wagtail_localize:update_translations", args=[subject.translation.source_id]),
        english_title(subject),
    )
    assert "publish_translations" not in researcher.get(url).content.decode()
    refused = researcher.post(url, {"publish_translations": "on"})
    assert refused.status_code == 403
    assert "Een vertaling wordt door de redactie gepubliceerd" in refused.content.decode()
    assert researcher.post(url).status_code == 302
    assert english_title(subject) == before


def test_chief_editor_publishes_translations_at_once(make, chief_editor):
    subject = make("live")
    url = reverse("wagtail_localize:update_translations", args=[subject.translation.source_id])
    assert "publish_translations" in chief_editor.get(url).content.decode()
    assert chief_editor.post(url, {"publish_translations": "on"}).status_code == 302
    assert english_title(subject) == "English title"


def test_live_translation_becomes_an_alias_by_a_publisher_only(make, researcher, chief_editor):
    subject = make("live")
    CoAuthor.objects.create(page=subject.english, user=researcher.user)
    url, before = reverse("wagtail_localize:convert_to_alias", args=[subject.english.pk]), english_title(subject)
    refused = researcher.post(url)
    assert refused.status_code == 403
    assert "Dit is niet uitgevoerd" in refused.text and "geen toegang" not in refused.text  # one screen, one verdict
    assert "is aan de redactie" in refused.content.decode()
    assert (english_title(subject), Page.objects.get(pk=subject.english.pk).alias_of_id) == (before, None)
    assert chief_editor.post(url).status_code == 302
    assert Page.objects.get(pk=subject.english.pk).alias_of_id == subject.original.pk


def test_refusal_stands_at_the_page_for_ways_in_that_do_not_exist_yet(home):
    page = factories.CasePageFactory()
    theme = factories.ThemeFactory()
    revision = page.save_revision()
    with act_as(RESEARCHER):
        page = CasePage.objects.get(pk=page.pk)
        page.save()  # as it was
        for change in (
            lambda: revision.publish(),
            lambda: Page.objects.get(pk=page.pk).unpublish(),
            lambda: CasePage.objects.get(pk=page.pk).delete(),
            lambda: page.themes.set([theme]) or page.save(),
            lambda: PageViewRestriction.objects.create(page=page, restriction_type="login"),
            lambda: page.create_alias(update_slug="ander"),
            lambda: page.move(home, pos="last-child"),
        ):
            with pytest.raises(RefusedError), transaction.atomic():
                change()
        with as_system():
            revision.publish()
    with act_as(CHIEF_EDITOR):
        revision.publish()


def test_refusal_stands_at_rows_choices_restrictions_and_dates(home):
    """Each receiver of the gate by itself: what belongs to a public page is as public as the page."""
    theme, person = factories.ThemeFactory(), factories.PersonFactory()
    page = factories.CasePageFactory(themes=[theme], contributions=[Contribution(person=person, role="author")])
    row, other = page.contributions.get(), factories.ThemeFactory()
    draft, planned = factories.CasePageFactory(publish=False), factories.CasePageFactory(publish=False)
    planned.go_live_at = timezone.now() + timedelta(days=2)
    planned.save_revision().publish()
    revision = planned.revisions.get(approved_go_live_at__isnull=False)
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    above = page.get_parent().specific
    above.unpublish()
    refused = {
        "a row is added": lambda: Contribution.objects.create(page=page, person=person, role="guest"),
        "a row is changed": lambda: _recast(row.pk),
        "a row is deleted": lambda: Contribution.objects.get(pk=row.pk).delete(),
        "a page is chosen from the other side": lambda: other.entries.add(page),
        "choices are cleared": lambda: theme.entries.clear(),
        "a theme is chosen": lambda: _choose(page.pk, [theme, other]),
        "who may read it is changed": lambda: restriction.groups.add(Group.objects.first()),
        "it is closed in another way": lambda: _close(restriction.pk, "login"),
        "it is opened": lambda: PageViewRestriction.objects.get(pk=restriction.pk).delete(),
        "a page is planned": lambda: _plan(draft.latest_revision, timezone.now()),
        "a plan is called off": lambda: _plan(revision, None),
        "a planned page is deleted": lambda: CasePage.objects.get(pk=planned.pk).delete(),
        "a live page is made": lambda: home.add_child(
            instance=CasePage(title="Zo", slug="zo", lead="Zo", question="Zo?", live=True)
        ),
        "the address over a public page is changed": lambda: _rename(above.pk),
        "a draft over a public page is moved": lambda: Page.objects.get(pk=above.pk).move(
            factories.IndexPageFactory(publish=False), pos="last-child"
        ),
    }
    passed = []
    for name, change in refused.items():
        with act_as(RESEARCHER), contextlib.suppress(RefusedError), transaction.atomic():
            change()
            passed.append(name)
            transaction.set_rollback(True)
    assert passed == []


def _recast(pk: int) -> None:
    row = Contribution.objects.get(pk=pk)
    row.role = "guest"
    row.save()


def _choose(pk: int, themes: list) -> None:
    page = CasePage.objects.get(pk=pk)
    page.themes.set(themes)
    page.save()


def _close(pk: int, kind: str) -> None:
    restriction = PageViewRestriction.objects.get(pk=pk)
    restriction.restriction_type = kind
    restriction.save()


def _plan(revision: Revision, moment) -> None:
    revision = Revision.objects.get(pk=revision.pk)
    revision.approved_go_live_at = moment
    revision.save()


def _rename(pk: int) -> None:
    page = IndexPage.objects.get(pk=pk)
    page.slug = "elders"
    page.save()


def test_alias_follows_its_page_where_that_was_decided(home):
    """Who may publish in one section publishes the aliases of its pages in another one with them, and those alone."""
    page, section = factories.CasePageFactory(), factories.IndexPageFactory()
    alias = page.create_alias(parent=section, update_slug="spiegel")
    group = Group.objects.create(name="Redactie van een rubriek")
    publish_right = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=page.get_parent(), permission=publish_right)
    page.title = "Nieuw in beide"
    revision = page.save_revision()
    with act_as(RESEARCHER) as act:
        act.user.groups.add(group)
        revision.publish(user=act.user)
        with pytest.raises(RefusedError), transaction.atomic():
            Page.objects.get(pk=section.pk).unpublish()
    assert Page.objects.get(pk=alias.pk).title == "Nieuw in beide"


def test_nobody_acts_in_a_command(home):
    page = factories.CasePageFactory(publish=False)
    publish(page)
    assert Page.objects.get(pk=page.pk).live


def test_draft_stays_the_editors_own(home):
    page = factories.CasePageFactory()
    with act_as(RESEARCHER) as act:
        page.title = "Nieuwer"
        page.save_revision(user=act.user)
        factories.CasePageFactory(publish=False)
    assert Page.objects.get(pk=page.pk).title != "Nieuwer"


def test_restriction_of_a_translation_is_not_lifted_by_an_update(make, researcher):
    subject = make("live")
    restriction = PageViewRestriction.objects.create(page=subject.english, restriction_type="login")
    url = reverse("wagtail_localize:update_translations", args=[subject.translation.source_id])
    researcher.post(url)  # refused, or of no effect: all versions of an entry have one restriction
    assert PageViewRestriction.objects.filter(pk=restriction.pk).exists()


def test_record_is_changed_by_who_may_change_its_kind():
    theme = factories.ThemeFactory(name="Wonen")
    for role, may in ((STUDENT, False), (RESEARCHER, True)):
        with act_as(role):
            theme.name = f"Wonen van {role}"
            if may:
                theme.save()
            else:
                with pytest.raises(RefusedError):
                    theme.save()
    assert Theme.objects.get(pk=theme.pk).name == f"Wonen van {RESEARCHER}"
    for role, change in ((RESEARCHER, theme.delete), (STUDENT, lambda: factories.ThemeFactory(name="Zomaar"))):
        with act_as(role), pytest.raises(RefusedError), transaction.atomic():
            change()
    assert [one.name for one in Theme.objects.all()] == [theme.name]


@pytest.mark.parametrize("state", ["waiting", "locked", "planned"])
def test_translation_of_a_locked_page_is_closed(state, make, home):
    subject = make(state)
    editor = sign_in(factories.UserFactory(STUDENT if state == "waiting" else RESEARCHER))
    Page.objects.filter(pk=subject.english.pk).update(owner=editor.user)
    number = subject.translation.pk
    text = reverse("wagtail_localize:edit_string_translation", args=[number, subject.string.pk])
    value = reverse("wagtail_localize:edit_override", args=[number, subject.override.pk])
    json = {"Accept": "application/json"}
    for answer in (
        editor.put(text, b"", headers=json),
        editor.put(value, b"", headers=json),
        editor.delete(text, headers=json),
    ):
        assert answer.status_code in {400, 403}
    refused = editor.delete(text, headers=json)
    assert (refused.status_code, refused.headers["Content-Type"]) == (403, "application/json")
    assert "Er is niets bewaard." in refused.json()["detail"]
    stopped = editor.post(reverse("wagtail_localize:stop_translation", args=[number]))
    assert stopped.status_code == 403
    assert "Er is niets bewaard." in stopped.content.decode()
    assert Translation.objects.get(pk=number).enabled
    assert StringTranslation.objects.filter(context=subject.string.context).count() == 1
    assert SegmentOverride.objects.filter(context=subject.override.context).count() == 1


@pytest.mark.parametrize("state", ["waiting", "locked", "planned"])
def test_no_new_version_of_a_locked_page(state, make):
    """By whatever way: the form, a revert, an API, a translation that is brought up to date."""
    subject = make(state)
    latest = Page.objects.get(pk=subject.english.pk).latest_revision
    with act_as(STUDENT if state == "waiting" else RESEARCHER):
        with pytest.raises(RefusedError), transaction.atomic():
            CasePage.objects.get(pk=subject.english.pk).save_revision()
        latest.content["title"] = "Langs de zijdeur"
        with pytest.raises(RefusedError), transaction.atomic():
            latest.save()
    assert Page.objects.get(pk=subject.english.pk).latest_revision_id == latest.pk


def test_who_finds_a_page_locked_reads_its_title_as_it_is(home):
    author = factories.UserFactory(RESEARCHER)
    page = factories.CasePageFactory(title="Zon & wind")
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=author)
    with act_as(RESEARCHER), pytest.raises(RefusedError, match="'Zon & wind'"):
        require_unlocked(Page.objects.get(pk=page.pk))
