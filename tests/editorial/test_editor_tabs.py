"""One's own autosave is no conflict, however long ago; another window's save is, and nothing is done behind a refusal."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, TaskState

from editorial.models import CoAuthor, EditorTab
from editorial.workflow_state import TAKE_OVER
from knowledge.models import CasePage
from tests import factories
from tests.clients import sign_in
from tests.editorial.tabs import JSON, Tab, button
from tests.publishing import find_task_state, publish, submit

pytestmark = pytest.mark.django_db
NUMBERS = ("", "9" * 30, "²", "-1", "1e3", "\x00")


@pytest.fixture
def clock(monkeypatch):
    """A function that moves the clock by so many seconds; what the cache held is gone then, as after a restart."""
    real, moved = timezone.now, []
    monkeypatch.setattr(timezone, "now", lambda: real() + timedelta(seconds=sum(moved)))

    def move(seconds: int) -> None:
        moved.append(seconds)
        cache.clear()

    return move


@pytest.fixture
def case(home, researcher):
    """A draft that the researcher may edit too."""
    page = factories.CasePageFactory(title="Stadslab", lead="Zoals het begon.", publish=False)
    CoAuthor.objects.create(page=page, user=researcher.user)
    return page


def stored(page):
    """Return what the log, the history and the live row say of a page."""
    page = CasePage.objects.get(pk=page.pk)
    done = PageLogEntry.objects.filter(page=page).exclude(action__in=("wagtail.edit", "wagtail.create", TAKE_OVER))
    return {
        "live": page.live,
        "lead": page.get_latest_revision_as_object().lead,
        "revisions": page.revisions.count(),
        "done": list(done.order_by("pk").values_list("action", flat=True)),
    }


def test_draft_saved_long_after_ones_own_autosaves(chief_editor, case, clock):
    tab = Tab(chief_editor, case)
    for number in range(4):
        assert tab.autosave(lead=f"Keer {number}.").status_code == 200
        clock(3600)
    assert tab.press(lead="Klaar.").status_code == 302
    assert stored(case) == {"live": False, "lead": "Klaar.", "revisions": 3, "done": []}


def test_publish_after_autosave(chief_editor, case, clock):
    tab = Tab(chief_editor, case)
    tab.autosave(lead="Anders.")
    clock(15)
    assert tab.press("publish").status_code == 302
    assert stored(case) | {"revisions": 0} == {
        "live": True, "lead": "Anders.", "revisions": 0, "done": ["wagtail.publish"],
    }  # fmt: skip


def test_submit_after_autosave(student, home, clock):
    page = factories.CasePageFactory(lead="Zoals het begon.", publish=False, owner=student.user)
    tab = Tab(student, page)
    tab.autosave(lead="Anders.")
    clock(15)
    tab.autosave(lead="Nog anders.")
    clock(15)
    assert tab.press("submit").status_code == 302
    assert (stored(page)["lead"], stored(page)["done"]) == ("Nog anders.", ["wagtail.workflow.start"])
    assert find_task_state(page) is not None


def test_approve_after_autosave(researcher, case, clock):
    submit(case, factories.UserFactory())
    tab = Tab(researcher, case)
    tab.autosave(lead="Met een komma erbij.")
    clock(60)
    assert tab.press("approve").status_code == 302
    assert stored(case)["lead"] == "Met een komma erbij."
    assert [state.status for state in TaskState.objects.order_by("pk")] == ["approved", "in_progress"]


def test_second_tab_of_one_editor_is_refused_and_told_that_it_was_themselves(chief_editor, case, clock):
    first, second = Tab(chief_editor, case), Tab(chief_editor, case)
    first.autosave(lead="Uit het eerste venster.")
    assert second.autosave(lead="Uit het tweede.").status_code == 400
    response = second.press("publish", lead="Uit het tweede.")
    html = response.content.decode()
    assert response.status_code == 409
    assert "zelf in een ander venster" in html and "Daar veranderd: Inleiding" in html and "Uit het tweede." in html
    assert stored(case) == {"live": False, "lead": "Uit het eerste venster.", "revisions": 2, "done": []}
    assert first.autosave(lead="En verder.").status_code == 200
    assert first.press("publish").status_code == 302


def test_tab_that_was_opened_between_two_autosaves_is_refused(chief_editor, case):
    first = Tab(chief_editor, case)
    first.autosave(lead="Een.")
    second = Tab(chief_editor, case)  # has seen the first autosave; the next one overwrites that revision
    first.autosave(lead="Twee.")
    html = second.press("publish", title="Een andere titel").content.decode()
    assert "Anders dan wat je hier hebt: Titel, Inleiding" in html
    assert stored(case)["lead"] == "Twee." and not stored(case)["live"]


def test_two_editors(chief_editor, researcher, case, clock):
    first, second = Tab(researcher, case), Tab(chief_editor, case)
    first.autosave(lead="Van de een.")
    clock(15)
    refused = second.autosave(lead="Van de ander.")
    assert (refused.status_code, refused.json()["error_code"]) == (400, "invalid_revision")
    assert "heeft deze pagina om" in refused.json()["error_message"]
    response = second.press("publish", lead="Van de ander.")
    assert response.status_code == 409 and "Van de ander." in response.content.decode()
    assert stored(case) == {"live": False, "lead": "Van de een.", "revisions": 2, "done": []}
    second.read(response)  # the refused form
    assert second.autosave().status_code == 400
    assert second.press("publish").status_code == 409
    assert stored(case)["lead"] == "Van de een." and not stored(case)["live"]
    assert first.press(lead="Verder.").status_code == 302


@pytest.mark.parametrize("action", ["publish", "approve", "submit"])
def test_no_action_behind_a_refused_button(chief_editor, researcher, case, action):
    if action == "approve":
        submit(case, factories.UserFactory())
        case.current_workflow_state.current_task_state.approve(user=researcher.user)
    mine = Tab(chief_editor, case)
    other = Tab(sign_in(factories.UserFactory(is_superuser=True)), case)
    other.autosave(lead="Van de ander.")
    before = stored(case)
    assert mine.press(action).status_code == 409
    for _ in range(3):
        assert mine.autosave(extra=button(action)).status_code == 400
    assert mine.client.post(mine.url, {**mine.data, **button(action)}, headers=JSON).status_code == 400
    assert stored(case) == before


def test_autosave_that_arrives_after_the_button_is_dropped(chief_editor, case):
    tab = Tab(chief_editor, case)
    tab.autosave(lead="Een.")
    underway = {**tab.data, "lead": "Twee, onderweg.", "loaded_form_save": 2, "overwrite_revision_id": tab.overwrite}
    tab.sent = 2
    assert tab.press("publish", lead="Drie.").status_code == 302
    before = stored(case)
    assert chief_editor.post(tab.url, underway, headers=JSON).status_code == 400
    del underway["loaded_form_save"]  # a form that does not count
    assert chief_editor.post(tab.url, underway, headers=JSON).status_code == 400
    assert stored(case) == before
    assert before["lead"] == "Drie."


def test_autosave_that_arrives_after_an_approval_without_changes_is_dropped(researcher, case):
    submit(case, factories.UserFactory())
    tab = Tab(researcher, case)
    underway = {**tab.data, "lead": "Getypt en weggehaald.", "loaded_form_save": 1}
    tab.sent = 1
    assert tab.press("approve").status_code == 302
    assert researcher.post(tab.url, underway, headers=JSON).status_code == 400
    assert stored(case)["lead"] == "Zoals het begon."


def test_button_pressed_before_the_answer_to_an_autosave_came(chief_editor, case):
    tab = Tab(chief_editor, case)
    tab.autosave(lead="Een.")
    tab.overwrite = None  # the answer was lost
    assert tab.autosave(lead="Twee.").status_code == 200
    tab.overwrite = None
    assert tab.press("publish").status_code == 302
    assert stored(case)["lead"] == "Twee."


def test_back_to_the_form_of_before_the_button(chief_editor, case):
    tab = Tab(chief_editor, case)
    tab.autosave(lead="Een.")
    tab.press("publish")
    assert tab.autosave(lead="Terug in de oude vorm.").status_code == 200  # a save of the page as it stood
    assert stored(case)["lead"] == "Terug in de oude vorm."
    assert CasePage.objects.get(pk=case.pk).lead == "Een."  # and what is live stays
    later = Tab(chief_editor, case)
    later.autosave(lead="Uit een nieuwe vorm.")
    response = tab.press(lead="Nog eens terug.")
    assert response.status_code == 409 and "zelf in een ander venster" in response.content.decode()
    assert stored(case)["lead"] == "Uit een nieuwe vorm."


def test_form_shown_again_for_an_error_stays_the_same_form(chief_editor, case):
    tab = Tab(chief_editor, case)
    tab.autosave(lead="Een.")
    underway = {**tab.data, "lead": "Onderweg.", "loaded_form_save": 3, "overwrite_revision_id": tab.overwrite}
    wrong = tab.press("publish", display_date="geen datum")
    assert wrong.status_code == 200
    tab.read(wrong)
    assert tab.data["loaded_form_save"] == "2"  # goes on counting
    tab.overwrite = None
    assert chief_editor.post(tab.url, underway, headers=JSON).status_code == 200
    tab.sent = 3
    assert tab.press("publish", display_date="1-3-2026", lead="Twee.").status_code == 302
    assert stored(case)["live"] and stored(case)["lead"] == "Twee."


def test_older_version_put_back_is_judged_too(chief_editor, researcher, case):
    old = case.latest_revision
    url = reverse("wagtailadmin_pages:revisions_revert", args=[case.pk, old.pk])
    tab = Tab(chief_editor, url)
    Tab(researcher, case).autosave(lead="Van de ander.")
    assert tab.press().status_code == 409
    assert stored(case)["lead"] == "Van de ander."
    assert Tab(chief_editor, url).press().status_code == 302
    assert stored(case)["lead"] == "Zoals het begon."


def test_form_of_a_page_that_had_no_revision(chief_editor, researcher, home):
    page = factories.CasePageFactory(lead="Zoals het begon.", publish=False)
    CoAuthor.objects.create(page=page, user=researcher.user)
    Page.objects.filter(pk=page.pk).update(latest_revision=None)
    first, second = Tab(researcher, page), Tab(chief_editor, page)
    first.autosave(lead="Van de een.")
    response = second.press(lead="Van de ander.")
    assert response.status_code == 409
    second.read(response)
    assert second.press().status_code == 409
    assert stored(page)["lead"] == "Van de een."


def test_autosave_does_not_rewrite_what_was_submitted_or_is_live(administrator, case):
    tab = Tab(administrator, case)
    tab.autosave(lead="Een.")
    seen = CasePage.objects.get(pk=case.pk).latest_revision
    submit(CasePage.objects.get(pk=case.pk).get_latest_revision_as_object(), administrator.user)
    tab.autosave(lead="Twee.")
    seen.refresh_from_db()
    assert seen.as_object().lead == "Een."
    live = CasePage.objects.get(pk=case.pk).latest_revision
    live.publish()
    tab.autosave(lead="Drie.")
    live.refresh_from_db()
    assert (live.as_object().lead, stored(case)["lead"]) == ("Twee.", "Drie.")


def test_copy_of_a_page_knows_nothing_of_the_tabs_of_the_first(chief_editor, case):
    tab = Tab(chief_editor, case)
    tab.autosave(lead="Een.")
    copy = CasePage.objects.get(pk=case.pk).copy(update_attrs={"slug": "kopie", "title": "Kopie"})
    assert Tab(chief_editor, copy).press(lead="In de kopie.").status_code == 302
    assert tab.press("publish").status_code == 302
    assert (stored(copy)["lead"], stored(case)["lead"]) == ("In de kopie.", "Een.")


def test_rows_of_forms_that_are_behind_are_deleted(chief_editor, researcher, case):
    for client in (chief_editor, researcher, chief_editor):
        Tab(client, case).autosave(lead="Weer.")
    assert EditorTab.objects.filter(page=case).count() == 1


def test_name_of_another_users_form_is_worth_nothing(chief_editor, researcher, case):
    mine = Tab(researcher, case)
    theirs = Tab(chief_editor, case)
    theirs.autosave(lead="Van de ander.")
    mine.data["loaded_form_id"] = theirs.data["loaded_form_id"]
    assert mine.press(lead="Gestolen.").status_code == 409


@pytest.mark.parametrize("number", NUMBERS)
def test_any_number_and_name_is_read(chief_editor, case, number):
    tab = Tab(chief_editor, case)
    for form_id in (tab.data["loaded_form_id"], number):
        data = {**tab.data, "loaded_form_id": form_id, "loaded_form_save": number}
        assert chief_editor.post(tab.url, data, headers=JSON).status_code in (200, 400)


def test_page_that_somebody_else_published_is_no_conflict(chief_editor, case):
    tab = Tab(chief_editor, case)
    publish(case)  # a revision of its own
    assert tab.press().status_code == 409
    fresh = Tab(chief_editor, case)
    CasePage.objects.get(pk=case.pk).latest_revision.publish()
    assert fresh.press().status_code == 302
