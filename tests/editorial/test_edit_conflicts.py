"""Two editors on one page or record: the second learns what the first did, and no word is lost."""

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from wagtail import hooks

from directory.forms import RecordForm
from directory.models import Organisation, Person, Place, Theme
from editorial.conflict_view import OVERWRITE_FIELD
from editorial.edit_conflicts import is_conflict
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from editorial.models import BoardMember
from knowledge.models import CasePage
from tests import factories
from tests.clients import sign_in
from tests.editorial.forms import posted, without_panels
from tests.publishing import submit

pytestmark = pytest.mark.django_db
HOOKS = ("before_edit_page", "after_edit_page", "before_publish_page", "after_publish_page")


@pytest.fixture
def editors(home):
    """Two signed-in browsers."""
    first = factories.UserFactory(CHIEF_EDITOR, first_name="Amina", last_name="El Idrissi")
    return sign_in(first), sign_in(factories.UserFactory(CHIEF_EDITOR, first_name="Bram"))


def open_form(client, url, **values):
    """Open the editor; return what its form posts, the hidden fields of the page included."""
    with without_panels():
        response = client.get(url)
    html = response.content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(loaded_[a-z_]+|overwrite_[a-z_]+)" value="([^"]*)"', html))
    return {**posted(response.context["form"], **values), **hidden}


def case():
    page = factories.CasePageFactory(title="Stadslab", lead="Zoals het begon.", question="Wat kan beter?")
    page.save_revision()
    return page, reverse("wagtailadmin_pages:edit", args=[page.pk])


def latest(page):
    return CasePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def refuse_second(editors) -> str:
    """Let two people change a page; return the page that the second one gets."""
    first, second = editors
    page, url = case()
    ours, theirs = open_form(first, url, lead="Van Amina."), open_form(second, url, question="Van Bram?")
    assert first.post(url, ours).status_code == 302
    response = second.post(url, theirs)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Amina El Idrissi heeft deze pagina om" in html and "Door de ander veranderd: Inleiding" in html
    assert re.search(r"revisions/compare/\d+\.\.\.\d+/", html)
    assert "Van Bram?" in html  # what was typed
    assert (latest(page).lead, latest(page).question) == ("Van Amina.", "Wat kan beter?")
    assert second.post(url, theirs).status_code == 409  # again: still refused
    return html


def test_second_save_is_refused_with_what_the_first_changed(editors):
    assert "Van Bram?" in refuse_second(editors)


@pytest.mark.parametrize(("is_theme_theirs", "status"), [(True, 409), (False, 403)])
def test_second_window_after_ones_own_decision_says_what_was_decided(home, is_theme_theirs, status):
    student, researcher = factories.UserFactory(STUDENT), factories.UserFactory(RESEARCHER)
    theme = factories.ThemeFactory()
    page = factories.CasePageFactory(publish=False, owner=student)
    page.themes.set([theme])
    page.save()
    page.save_revision(user=student)
    if is_theme_theirs:
        BoardMember.objects.create(user=researcher).themes.add(theme)
    submit(page, student)
    client, url = sign_in(researcher), reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = open_form(client, url)
    press = {**form, "action-board": "approve"}
    assert client.post(url, press).status_code == 302
    response = client.post(url, {**press, "lead": "Toch nog een zin."})
    html = response.content.decode()
    assert response.status_code == status
    assert "Je keurde deze pagina om" in html and "zelf al goed. Ze ligt nu bij de eindredactie." in html
    assert "Toch nog een zin." in html
    assert OVERWRITE_FIELD not in html  # it is not theirs to change any more
    assert "zelf in een ander venster bewaard" not in html


def test_refused_save_runs_nobody_elses_hook(editors):
    first, second = editors
    _page, url = case()
    ours, theirs = open_form(first, url, lead="Van Amina."), open_form(second, url, lead="Van Bram.")
    assert first.post(url, ours).status_code == 302
    called: list[str] = []
    with hooks.register_temporarily([(name, lambda *_args, name=name: called.append(name)) for name in HOOKS]):
        assert second.post(url, theirs).status_code == 409
    assert called == []


def test_comparison_opens(editors):
    html = refuse_second(editors)
    address = re.search(r'href="(/beheer/pages/\d+/revisions/compare/[^"]+)"', html)[1]
    page = editors[1].get(address).content.decode()
    assert "Van Amina." in page and "Zoals het begon." in page


@pytest.mark.parametrize("action", ["action-publish", "action-submit", ""])
def test_no_action_goes_over_a_newer_version(editors, action):
    first, second = editors
    page, url = case()
    theirs = open_form(second, url, lead="Van Bram.")
    first.post(url, open_form(first, url, lead="Van Amina."))
    assert second.post(url, {**theirs, **({action: "1"} if action else {})}).status_code == 409
    assert latest(page).lead == "Van Amina."
    assert CasePage.objects.get(pk=page.pk).lead != "Van Bram."


def test_saving_on_purpose_is_one_button_and_only_over_what_was_seen(editors):
    first, second = editors
    page, url = case()
    theirs = open_form(second, url, lead="Van Bram.")
    first.post(url, open_form(first, url, lead="Van Amina."))
    html = second.post(url, theirs).content.decode()
    seen = re.search(r'form="page-edit-form"[^>]*name="seen_revision" value="([^"]+)"', html)[1]
    first.post(url, open_form(first, url, lead="Nog eens van Amina."))
    assert second.post(url, {**theirs, "seen_revision": seen}).status_code == 409  # a newer one than was seen
    html = second.post(url, theirs).content.decode()
    seen = re.search(r'name="seen_revision" value="([^"]+)"', html)[1]
    assert second.post(url, {**theirs, "seen_revision": seen}).status_code == 302
    assert latest(page).lead == "Van Bram."
    leads = [revision.as_object().lead for revision in page.revisions.order_by("pk")]
    assert "Nog eens van Amina." in leads  # the other's words stay in the history


def test_refused_form_shows_errors_of_its_own_fields_too(editors):
    first, second = editors
    _page, url = case()
    theirs = open_form(second, url)
    first.post(url, open_form(first, url, lead="Van Amina."))
    response = second.post(url, {**theirs, "display_date": "geen datum", "lead": "x" * 700})
    assert response.status_code == 409
    assert "geen datum" in response.content.decode()


def test_who_saves_twice_in_a_row_is_not_refused(editors):
    first, _second = editors
    page, url = case()
    for number in range(3):
        assert first.post(url, open_form(first, url, lead=f"Keer {number}.")).status_code == 302
    assert latest(page).lead == "Keer 2."


def test_button_pressed_while_ones_own_autosave_is_underway(editors):
    first, second = editors
    page, url = case()
    mine, theirs = open_form(first, url, lead="Van Amina."), open_form(second, url, lead="Van Bram.")
    assert first.post(url, mine, headers={"Accept": "application/json"}).json()["success"] is True
    assert second.post(url, theirs).status_code == 409
    assert first.post(url, {**mine, "action-submit": "1"}).status_code == 302
    assert latest(page).lead == "Van Amina."


def judge(posted, latest) -> bool:
    """Judge a form that has no name of its own."""
    return is_conflict(posted, "", None, latest)


def test_form_without_a_name_is_judged_by_wagtails_fields(home):
    page, _url = case()
    mine = page.save_revision()
    loaded = {"loaded_revision_id": "1", "loaded_revision_created_at": "x"}
    assert not judge({**loaded, "overwrite_revision_id": str(mine.pk)}, mine)
    assert judge({**loaded, "overwrite_revision_id": str(mine.pk - 1)}, mine)
    assert judge({"loaded_revision_id": str(mine.pk), "loaded_revision_created_at": timezone.now().isoformat()}, mine)
    assert not judge(
        {"loaded_revision_id": str(mine.pk), "loaded_revision_created_at": mine.created_at.isoformat()}, mine
    )
    assert not judge({}, mine)
    assert not judge(loaded, None)


@given(
    st.dictionaries(
        st.sampled_from(["loaded_revision_id", "overwrite_revision_id", "loaded_revision_created_at"]),
        st.text(max_size=30),
    )
)
def test_any_form_is_judged(values):
    revision = SimpleNamespace(pk=7, created_at=timezone.now())
    silent = not values.get("loaded_revision_id") and not values.get("overwrite_revision_id")
    assert judge(values, revision) is not (silent or values.get("overwrite_revision_id") == "7")


def test_hostile_version_numbers_are_refused_without_error(editors):
    first, _second = editors
    _page, url = case()
    form = open_form(first, url)
    for number in ("-1", "9" * 40, "\x00", "²", "abc", "1e3"):
        assert first.post(url, {**form, "loaded_revision_id": number}).status_code == 409


RECORDS = {
    Organisation: (factories.OrganisationFactory, "intro"),
    Person: (factories.PersonFactory, "bio"),
    Theme: (factories.ThemeFactory, "intro"),
    Place: (factories.PlaceFactory, "name"),
}


@pytest.mark.parametrize("model", RECORDS)
def test_record_that_somebody_else_changed_is_refused_once(editors, model):
    first, second = editors
    factory, field = RECORDS[model]
    record = factory(name="Naam")
    url = reverse(model.snippet_viewset.get_url_name("edit"), args=[record.pk])
    ours, theirs = open_form(first, url), open_form(second, url)
    assert first.post(url, {**ours, "name": "Naam van Amina"}).status_code == 302
    response = second.post(url, {**theirs, field: "Woorden van Bram"})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Amina El Idrissi heeft dit bewaard nadat jij het opende" in html and "Naam van Amina" in html
    assert "Woorden van Bram" in html
    record.refresh_from_db()
    assert record.name == "Naam van Amina"
    again = {**theirs, field: "Woorden van Bram", "began_with": response.context["form"]["began_with"].value()}
    assert second.post(url, again).status_code == 302
    record.refresh_from_db()
    assert getattr(record, field) == "Woorden van Bram"


@pytest.mark.parametrize("began", ["", "[]", "{", "null", '{"nergens": "x"}', '{"pk": 1}', "\x00"])
def test_record_form_takes_any_mark(home, began):
    form = RecordForm.__new__(RecordForm)
    form.instance = factories.ThemeFactory()
    assert form._find_changes(began) == []


def test_new_record_is_not_asked(editors):
    first, _second = editors
    url = reverse(Theme.snippet_viewset.get_url_name("add"))
    assert first.post(url, {"name": "Nieuw", "slug": "", "intro": "", "began_with": '{"name": "x"}'}).status_code == 302
