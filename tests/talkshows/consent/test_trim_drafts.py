"""What waits behind a recording that is cut stays as it was: the newest draft, what is planned, and the review."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from core.entries.planned import run_due
from editorial.groups import CHIEF_EDITOR
from talkshows.consent.trim import trim_restricted
from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.publishing import find_task_state, publish, submit
from tests.recordings import SiteMediaFactory
from tests.talkshows.consent.test_policy import keep, leaks, made, withdraw, world  # noqa: F401 -- fixtures

pytestmark = pytest.mark.django_db


def read(page) -> EpisodePage:
    """Return a page as it is now."""
    return EpisodePage.objects.get(pk=page.pk)


def cut(world, work) -> None:  # noqa: F811
    """Withdraw the consent and let the site cut out the part that may stay."""
    withdraw(world)
    keep(world, "0:00", "0:30")
    work()
    assert Consent.objects.get(pk=world["consent"].pk).cut == Consent.TrimStatus.DONE


def draft_other_cut(page, user) -> EpisodePage:
    """Save a draft with another recording, and send it in; return it."""
    draft = read(page).get_latest_revision_as_object()
    draft.lead, draft.go_live_at, draft.recording_file = "Andere snede.", None, SiteMediaFactory(name="snede.webm")
    draft.save_revision(user=user, clean=False)
    submit(read(page), user)
    return draft


def test_a_draft_with_another_cut_its_review_and_a_plan_survive(client, world, work, monkeypatch):  # noqa: F811
    writer, planner = factories.UserFactory(), factories.UserFactory(CHIEF_EDITOR)
    page, begin = world["page"], timezone.now() + timedelta(weeks=3)
    whole = page.recording_file
    page.lead, page.go_live_at = "Straks.", begin
    publish(page, planner)
    other = draft_other_cut(page, writer).recording_file
    cut(world, work)
    now = read(page)
    latest, planned = now.latest_revision, now.revisions.get(approved_go_live_at__isnull=False)
    assert now.recording_file not in {whole, other} and now.has_unpublished_changes
    draft, later = latest.as_object(), planned.as_object()
    assert (draft.lead, draft.recording_file, latest.user) == ("Andere snede.", other, writer)
    assert (later.lead, later.recording_file, planned.user) == ("Straks.", now.recording_file, planner)
    assert planned.approved_go_live_at == begin
    state = find_task_state(page)
    assert state is not None and state.status == TaskState.STATUS_IN_PROGRESS and state.revision == latest
    assert state.workflow_state.status == WorkflowState.STATUS_IN_PROGRESS and leaks(client, world) == []
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    assert (read(page).lead, read(page).recording_file) == ("Straks.", now.recording_file)


def test_a_review_that_was_sent_back_stays_so(world, work):  # noqa: F811
    writer = factories.UserFactory()
    draft_other_cut(world["page"], writer)
    find_task_state(world["page"]).reject(user=factories.UserFactory(), comment="Korter.")
    cut(world, work)
    assert read(world["page"]).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_a_review_of_the_page_as_it_stands_is_about_the_part(world, work):  # noqa: F811
    page = world["page"]
    submit(read(page), factories.UserFactory())
    assert find_task_state(page).revision == read(page).live_revision
    cut(world, work)
    assert find_task_state(page).revision == read(page).live_revision
    assert not read(page).has_unpublished_changes


def test_a_page_that_is_only_planned_keeps_its_moment_and_gets_the_part(world, work, monkeypatch):  # noqa: F811
    page, begin = world["page"], timezone.now() + timedelta(weeks=3)
    whole = page.recording_file
    read(page).unpublish()
    page = read(page)
    page.go_live_at = begin
    publish(page)
    draft = read(page).get_latest_revision_as_object()
    draft.lead, draft.go_live_at = "Nieuwste opzet.", None
    draft.save_revision(clean=False)
    withdraw(world)
    keep(world, "0:00", "0:30")
    assert trim_restricted(page.translation_key) == 1
    now = read(page)
    planned = now.revisions.get(approved_go_live_at__isnull=False)
    assert (now.live, planned.approved_go_live_at, now.get_latest_revision_as_object().lead) == (
        False, begin, "Nieuwste opzet.",
    )  # fmt: skip
    assert whole not in {planned.as_object().recording_file, now.get_latest_revision_as_object().recording_file}
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    assert read(page).live and read(page).recording_file == planned.as_object().recording_file
