"""The small forms of the calendar: they change one date, for who may change it by the page's own form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from editorial.models import ReviewDate, ReviewStep
from tests import factories
from tests.editorial.calendar.test_views import MAY, plan
from tests.publishing import find_task_state, submit

pytestmark = pytest.mark.django_db


def url(page, kind: str) -> str:
    return reverse("change_date", args=[page.pk, kind])


def test_event_gets_another_date_in_a_draft_and_readers_keep_the_old_one(chief_editor):
    page = factories.GatheringPageFactory(title="Avond", start=MAY, end=None)
    page.lead = "Woorden die nog niemand zag."
    page.save_revision()
    response = chief_editor.post(url(page, "event"), {"start": "2027-06-01 20:00", "end": "2027-06-01 22:00"})
    assert response["Location"] == f"{reverse('calendar')}?maand=2027-06"
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert page.start == MAY and f"{timezone.localtime(draft.start):%d-%m %H:%M}" == "01-06 20:00"
    assert draft.lead == "Woorden die nog niemand zag."  # the draft goes on, its words are kept


def test_end_before_the_start_is_told_at_the_field_and_keeps_what_was_typed(chief_editor):
    page = factories.GatheringPageFactory(start=MAY, end=None)
    response = chief_editor.post(url(page, "event"), {"start": "2027-06-01 20:00", "end": "2027-06-01 19:00"})
    assert response.status_code == 400
    assert list(response.context["form"].errors) == ["end"]
    assert response.context["form"]["end"].value() == "2027-06-01 19:00"
    assert chief_editor.post(url(page, "event"), {"start": "morgen"}).status_code == 400
    assert not page.get_latest_revision_as_object().end


def test_planned_publication_moves_with_what_it_holds(chief_editor):
    page = factories.CasePageFactory(publish=False, title="Gepland")
    plan(page, MAY)
    page.title = "Nieuwer concept"
    page.go_live_at = None
    page.save_revision()
    later = timezone.localtime(timezone.now() + timedelta(days=40)).replace(second=0, microsecond=0)
    response = chief_editor.post(url(page, "planned"), {"moment": f"{later:%Y-%m-%d %H:%M}"})
    assert response.status_code == 302
    planned = page.revisions.get(approved_go_live_at__isnull=False)
    assert planned.approved_go_live_at == later and planned.as_object().go_live_at == later
    assert (planned.as_object().title, page.get_latest_revision_as_object().title) == ("Gepland", "Nieuwer concept")
    past = chief_editor.post(url(page, "planned"), {"moment": "2020-01-01 10:00"})
    assert past.status_code == 400 and "voorbij" in past.text


def test_due_date_is_for_who_decides(student, researcher):
    page = factories.CasePageFactory(publish=False, owner=student.user)
    page.save_revision(user=student.user)
    submit(page, student.user)
    assert researcher.post(url(page, "due"), {"due": "2027-05-01"}).status_code == 302
    assert ReviewStep.objects.get(task_state=find_task_state(page)).due.isoformat() == "2027-05-01"
    student.post(url(page, "due"), {"due": "2028-01-01"})
    assert ReviewStep.objects.get(task_state=find_task_state(page)).due.isoformat() == "2027-05-01"
    assert researcher.post(url(page, "due"), {"due": "31-02-2027"}).status_code == 400


def test_day_of_review_is_set_and_given_back(chief_editor):
    page = factories.CasePageFactory()
    chief_editor.post(url(page, "review"), {"day": "2028-01-31"})
    assert ReviewDate.objects.get(page=page).day.isoformat() == "2028-01-31"
    assert "2028" in chief_editor.get(url(page, "review")).text
    chief_editor.post(url(page, "review"), {"day": ""})
    assert not ReviewDate.objects.exists()


def test_dates_of_others_are_not_a_students_to_change(student):
    page = factories.GatheringPageFactory(start=MAY, end=None)
    planned = factories.CasePageFactory(publish=False, owner=student.user)
    plan(planned, MAY)
    for address in (url(page, "event"), url(page, "review"), url(planned, "planned")):
        for response in (
            student.get(address),
            student.post(address, {"start": "2027-06-01 20:00", "day": "2028-01-01"}),
        ):
            assert response.status_code in {302, 403} and not response.get("Location", "").startswith(
                "/beheer/kalender/"
            )
    assert not ReviewDate.objects.exists()
    assert page.get_latest_revision_as_object().start == MAY


def test_what_has_no_such_date_is_not_found(chief_editor):
    page = factories.CasePageFactory()
    for kind in ("event", "planned", "due", "iets"):
        assert chief_editor.get(url(page, kind)).status_code == 404
    assert chief_editor.get(reverse("change_date", args=[999999, "review"])).status_code == 404


def test_dates_of_an_alias_are_changed_at_its_source(chief_editor):
    page = factories.GatheringPageFactory(title="Avond", start=MAY, end=None)
    alias = page.create_alias(update_slug="spiegel")
    for kind in ("event", "review"):
        for answer in (
            chief_editor.get(url(alias, kind)),
            chief_editor.post(url(alias, kind), {"start": "2027-06-01 20:00"}),
        ):
            assert (answer.status_code, answer.get("Location")) == (302, url(page, kind))
    assert not ReviewDate.objects.exists() and alias.revisions.count() == 0
