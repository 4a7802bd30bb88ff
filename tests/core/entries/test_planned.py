"""What is planned: published and withdrawn in time, one failure stops nothing else, and nothing is done twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, WorkflowState

from core.entries.planned import run_due
from core.models import Contribution, EntryPage
from editorial.completeness import completeness
from editorial.dashboard import find_other_work
from editorial.inbox.keys import find_named_work
from editorial.models import ReviewStep
from search.models import IndexedEntry
from talkshows.models import Consent
from tests import factories
from tests.publishing import approve, publish, submit
from tests.recordings import recorded

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def at(monkeypatch):
    """A function that sets the clock."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def plan(page, moment):
    """Plan the publication of a page."""
    page.go_live_at = moment
    publish(page)
    return page


def actions(page) -> list[str]:
    return list(PageLogEntry.objects.filter(page=page.pk).order_by("pk").values_list("action", flat=True))


def test_publishes_and_withdraws_in_time(client, home, at, work):
    begin = timezone.now() + HOUR
    coming = plan(factories.CasePageFactory(publish=False), begin)
    going = factories.CasePageFactory()
    Page.objects.filter(pk=going.pk).update(expire_at=begin)
    at(begin - timedelta(seconds=1))
    assert run_due() == [] and not Page.objects.get(pk=coming.pk).live and Page.objects.get(pk=going.pk).live
    at(begin)
    assert run_due() == []
    coming.refresh_from_db()
    going.refresh_from_db()
    assert (coming.live, going.live, going.expired) == (True, False, True)
    assert (client.get(coming.url).status_code, client.get(going.url).status_code) == (200, 410)
    work()
    assert IndexedEntry.objects.get(entry_id=going.pk).passages == 0
    assert actions(coming)[-1] == "wagtail.publish.scheduled" and actions(going)[-1] == "wagtail.unpublish.scheduled"


def test_second_run_does_nothing_again(home, at):
    begin = timezone.now() + HOUR
    coming, going = plan(factories.CasePageFactory(publish=False), begin), factories.CasePageFactory()
    Page.objects.filter(pk=going.pk).update(expire_at=begin)
    at(begin)
    run_due()
    before = PageLogEntry.objects.count(), ModelLogEntry.objects.count()
    run_due()
    assert (PageLogEntry.objects.count(), ModelLogEntry.objects.count()) == before
    assert not Revision.objects.exclude(approved_go_live_at=None).exists() and coming.pk


def test_one_that_may_not_be_published_does_not_stop_the_others(home, at):
    begin = timezone.now() + HOUR
    refused = plan(factories.EpisodePageFactory(publish=False, **recorded()), begin)
    row = refused.revisions.get(approved_go_live_at=begin)
    row.content["caption_tracks"] = []
    row.save()
    coming = plan(factories.CasePageFactory(publish=False), begin + timedelta(seconds=1))
    at(begin + timedelta(seconds=2))
    [error] = run_due()
    assert f"object {refused.pk}" in error and "NotPublishableError" in error
    assert list(EntryPage.objects.filter(pk__in=[refused.pk, coming.pk], live=True)) == [
        EntryPage.objects.get(pk=coming.pk)
    ]
    assert len(run_due()) == 1  # tried again


def test_live_entry_whose_begin_comes_is_counted_and_indexed(client, home, at, work):
    begin = timezone.now() + HOUR
    entry = factories.CasePageFactory(title="Meikever", body=factories.make_text("Meikevers."))
    Page.objects.filter(pk=entry.pk).update(go_live_at=begin)
    work()
    from search.indexing import repair  # noqa: PLC0415 -- core's tests do not import search otherwise

    repair.repair()
    assert 'data-count="0"' in client.get("/zoeken/?q=meikevers").text
    start = timezone.now()
    at(begin)
    run_due(start)
    work()
    assert 'data-count="1"' in client.get("/zoeken/?q=meikevers").text


def test_editors_are_told_once_of_a_refusal_and_until_it_is_solved(home, at, chief_editor, student):
    begin = timezone.now() + HOUR
    page = factories.EpisodePageFactory(publish=False, owner=student.user, **recorded(no_recognisable_guest=False))
    consent = Consent.objects.create(entry_key=page.translation_key, name="Noor", agreed="Beeld")
    page.go_live_at = begin
    publish(page, chief_editor.user)
    consent.delete()
    at(begin)
    assert len(run_due()) == len(run_due()) == 1
    assert actions(page).count("core.planned.refused") == 1
    entry = PageLogEntry.objects.get(page=page.pk, action="core.planned.refused")
    assert "Noor" not in str(entry.data) and "geweigerd" in entry.message
    for client in (chief_editor, student):
        [row] = [row for row in find_other_work(client.user) if row.text == page.title]
        assert "niet gepubliceerd. Er is niet vastgelegd wie er in deze opname" in row.note
    shown = chief_editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    [message] = [str(one) for one in shown.context["messages"] if "niet gepubliceerd" in str(one)]
    assert f'<a href="/beheer/toestemmingen/{page.pk}/">' in message
    told, later = set(find_named_work(student.user)), begin + timedelta(minutes=1)
    Revision.objects.exclude(approved_go_live_at=None).update(approved_go_live_at=later)  # planned anew
    at(later)
    assert len(run_due()) == 1 and not told & set(find_named_work(student.user))
    Consent.objects.create(entry_key=page.translation_key, name="Noor", agreed="Beeld")
    assert run_due() == [] and find_other_work(student.user) == []
    assert "niet gepubliceerd" not in chief_editor.get(shown.request["PATH_INFO"]).text


@pytest.mark.parametrize("is_live", [True, False])
def test_review_of_a_newer_draft_goes_on(home, at, is_live, student, researcher, chief_editor):
    begin = timezone.now() + HOUR
    page = factories.CasePageFactory(publish=is_live, owner=student.user)
    page.title = "Gepland"
    plan(page, begin)
    page.title, page.go_live_at = "Nieuwer", None
    page.save_revision(user=student.user)
    review = submit(page, student.user)
    step = ReviewStep.objects.get(task_state=review.current_task_state)
    step.reviewer = researcher.user
    step.save()
    at(begin)
    assert run_due() == []
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.title, page.has_unpublished_changes) == (True, "Gepland", True)
    assert page.current_workflow_state == review and page.current_workflow_task_state == review.current_task_state
    assert "wagtail.workflow.cancel" not in actions(page)
    step.refresh_from_db()
    assert step.reviewer == researcher.user
    for client in (researcher, chief_editor):
        approve(client, page)
    assert Page.objects.get(pk=page.pk).title == "Nieuwer"


def test_newer_draft_that_is_planned_too_leaves_the_page_on_the_site(home, at, student, researcher, chief_editor):
    begin = timezone.now() + HOUR
    page = factories.CasePageFactory(publish=False, title="Gepland", owner=student.user)
    plan(page, begin)
    page.title, page.go_live_at = "Nieuwer", begin + HOUR
    page.save_revision(user=student.user)
    submit(page, student.user)
    at(begin)
    run_due()
    for client in (researcher, chief_editor):
        approve(client, page)
    page = Page.objects.get(pk=page.pk)
    assert (page.live, page.title, page.scheduled_revision) == (True, "Gepland", page.latest_revision)
    at(begin + HOUR)
    assert run_due() == [] and Page.objects.get(pk=page.pk).title == "Nieuwer"


def test_draft_that_was_sent_back_stays_with_its_writer(home, at, student, researcher):
    begin = timezone.now() + HOUR
    page = plan(factories.CasePageFactory(owner=student.user), begin)
    page.go_live_at = None
    page.save_revision(user=student.user)
    submit(page, student.user)
    page.current_workflow_task_state.reject(user=researcher.user, comment="De bron ontbreekt.")
    at(begin)
    run_due()
    assert Page.objects.get(pk=page.pk).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_review_of_the_planned_version_itself_ends(home, at, student):
    begin = timezone.now() + HOUR
    page = factories.CasePageFactory(owner=student.user)
    page.go_live_at = begin
    page.save_revision(user=student.user)
    submit(page, student.user)
    page.get_latest_revision().publish()
    at(begin)
    run_due()
    assert Page.objects.get(pk=page.pk).current_workflow_state is None


def test_a_guest_is_named_with_the_signs_of_the_name(home, at, chief_editor):
    begin = timezone.now() + HOUR
    guest = Contribution(role="guest", name="Ella O'Brien")
    page = factories.EpisodePageFactory(publish=False, contributions=[guest], **recorded(no_recognisable_guest=False))
    consent = Consent.objects.create(entry_key=page.translation_key, name=guest.name, agreed="Beeld")
    page.go_live_at = begin
    publish(page, chief_editor.user)
    consent.delete()
    at(begin)
    run_due()
    [row] = [row for row in find_other_work(chief_editor.user) if row.text == page.title]
    [finding] = [one for one in completeness(EntryPage.objects.get(pk=page.pk).specific) if one.rule == "consent"]
    assert "Ella O'Brien" in row.note and "Ella O'Brien" in finding.text
