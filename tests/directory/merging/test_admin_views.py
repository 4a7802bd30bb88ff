"""The screen of a merge: what will change is seen first, and only who may delete and publish does it."""

import pytest
from django.urls import reverse

from directory.merging.execute import merge_records
from directory.models import Person, Theme
from tests import factories

pytestmark = pytest.mark.django_db


def address(record, name: str = "merge") -> str:
    return reverse(record.snippet_viewset.get_url_name(name), args=[record.pk])


@pytest.fixture
def themes(home):
    """A theme that a public page, a draft and no other has, and another one."""
    old, new = factories.ThemeFactory(name="Leefbaar"), factories.ThemeFactory(name="Leefbaarheid")
    page = factories.CasePageFactory(title="Openbaar stuk", themes=[old])
    factories.CasePageFactory(title="Half stuk", themes=[old], publish=False)
    return old, new, page


def see(client, old, new):
    """Return the page that shows what will change, and what its button posts."""
    response = client.get(address(old), {"target": new.pk})
    return response, {"target": new.pk, "confirmed": "on", "seen": response.context.get("seen", "")}


def test_sees_and_does(chief_editor, themes):
    old, new, page = themes
    response, data = see(chief_editor, old, new)
    assert (response.status_code, response.context["public"]) == (200, 1)
    assert [row.label for row in response.context["rows"]] == ["Openbaar stuk", "Half stuk"]
    assert list(page.themes.all()) == [old]
    answer = chief_editor.post(address(old), data)
    assert (answer.status_code, answer["Location"]) == (302, address(new, "edit"))
    assert list(page.themes.all()) == [new]


def test_form_without_a_target(chief_editor, themes):
    old, _new, _page = themes
    assert chief_editor.get(address(old)).status_code == 200
    for target in ("", "x", "0", str(2**70)):
        assert chief_editor.get(address(old), {"target": target}).status_code == 400
        assert chief_editor.post(address(old), {"target": target, "confirmed": "on"}).status_code == 400
    assert chief_editor.get(address(old).replace(f"/{old.pk}/", "/x/")).status_code == 404


def test_what_changed_between_two_clicks_is_shown_first(chief_editor, themes):
    old, new, _page = themes
    _response, data = see(chief_editor, old, new)
    later = factories.CasePageFactory(title="Later stuk", themes=[old])
    answer = chief_editor.post(address(old), data)
    assert answer.status_code == 409
    assert "Later stuk" in answer.content.decode()
    assert list(later.themes.all()) == [old]
    assert chief_editor.post(address(old), {**data, "seen": answer.context["seen"]}).status_code == 302


def test_two_editors_at_once(chief_editor, themes):
    old, new, _page = themes
    third = factories.ThemeFactory()
    _response, data = see(chief_editor, old, new)
    merge_records(new, third)
    answer = chief_editor.post(address(old), data)
    assert answer.status_code == 409
    assert new.name in answer.context["refusal"]
    assert Theme.objects.filter(pk=old.pk).exists()
    merge_records(old, third)
    answer = chief_editor.post(address(old), data, follow=True)
    assert answer.redirect_chain == [(address(third, "edit"), 302)]


def test_other_kind_language_and_itself_are_refused(chief_editor, themes):
    old, _new, _page = themes
    assert chief_editor.get(address(old), {"target": old.pk}).status_code == 409
    place = factories.PlaceFactory()
    Theme.objects.filter(pk=place.pk).exclude(pk=old.pk).delete()
    assert chief_editor.post(address(old), {"target": old.pk, "confirmed": "on"}).status_code == 409


def test_who_may_not(themes, student, researcher):
    old, new, page = themes
    for client in (student, researcher):
        for ask, data in ((client.get, {}), (client.post, {"target": new.pk, "confirmed": "on"})):
            answer = ask(address(old), data, follow=True)
            assert [status for _url, status in answer.redirect_chain] == [302]
            assert "geen toegang" in answer.content.decode()
        assert address(old) not in client.get(address(old, "edit"), follow=True).content.decode()
    assert list(page.themes.all()) == [old]


def test_who_may_not_publish_a_page_that_changes(themes, chief_editor):
    old, new, page = themes
    group = chief_editor.user.groups.get()
    group.page_permissions.filter(permission__codename="publish_page").delete()
    response, data = see(chief_editor, old, new)
    assert [one.pk for one in response.context["forbidden"]] == [page.pk]
    assert chief_editor.post(address(old), data).status_code == 403
    assert list(page.themes.all()) == [old]


def test_button_in_the_edit_form(chief_editor, themes):
    old, _new, _page = themes
    assert address(old) in chief_editor.get(address(old, "edit")).content.decode()


def test_edit_form_of_a_merged_record(chief_editor, themes):
    old, new, _page = themes
    merge_records(old, new)
    for name in ("edit", "usage", "delete", "merge"):
        assert chief_editor.get(address(old, name))["Location"] == address(new, "edit")
    answer = chief_editor.post(address(old, "edit"), {"name": "Leefbaar", "intro": "Lang getypt.", "slug": "leefbaar"})
    assert answer.status_code == 409
    assert "Lang getypt." in answer.content.decode()
    assert chief_editor.get(address(old, "edit").replace(str(old.pk), "99999")).status_code == 404


def test_merged_record_tells_a_student_nothing(student, themes):
    old, new, _page = themes
    merge_records(old, new)
    answer = student.get(address(old, "edit"))
    assert answer.status_code == 302
    assert new.name not in student.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("keep", [False, True])
def test_person_of_whom_one_record_says_no(chief_editor, keep):
    old, new = factories.PersonFactory(consent=False), factories.PersonFactory()
    response, data = see(chief_editor, old, new)
    assert response.context["asks_consent"]
    chief_editor.post(address(old), {**data, **({"keep_consent": "on"} if keep else {})})
    assert Person.objects.get(pk=new.pk).consent is keep
