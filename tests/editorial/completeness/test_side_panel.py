"""The side panel, and the view that reads it again."""

import pytest
from django.urls import reverse

from editorial.groups import RESEARCHER, STUDENT
from tests import factories
from tests.clients import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def writer(module_db):
    factories.get_home()
    return sign_in(factories.UserFactory(STUDENT))


@pytest.fixture(scope="module")
def draft(writer):
    page = factories.CasePageFactory(publish=False, owner=writer.user)
    page.lead = ""
    page.save_revision(clean=False)
    return page


def test_the_form_has_the_panel_with_a_way_to_each_field(writer, draft):
    html = writer.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    panel = html.split("data-completeness=")[1].split("</aside>")[0]
    assert "Nodig voordat het online kan (1)" in panel
    assert 'data-goto-field="lead"' in panel and 'data-goto-field="themes"' in panel
    assert 'data-side-panel-toggle="completeness"' in html


def test_the_form_of_a_new_entry_has_it_too(writer, draft):
    parent = draft.get_parent()
    html = writer.get(reverse("wagtailadmin_pages:add", args=["knowledge", "casepage", parent.pk])).text
    assert f'data-completeness="{reverse("completeness", args=[0])}"' in html


def test_pages_that_are_no_entry_have_none(writer):
    chief = sign_in(factories.UserFactory(is_superuser=True))
    page = factories.StandardPageFactory()
    assert "data-completeness" not in chief.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text


def test_the_list_is_that_of_the_latest_version(writer, draft):
    draft.lead = "Een inleiding."
    draft.save_revision()
    html = writer.get(reverse("completeness", args=[draft.pk])).text
    assert "Nodig voordat" not in html and "Mist nog" in html


def test_who_may_not_edit_reads_nothing(writer, draft, client):
    url = reverse("completeness", args=[draft.pk])
    assert client.get(url).status_code == 302
    other = sign_in(factories.UserFactory(STUDENT))
    assert other.get(url).status_code in {302, 403}
    assert sign_in(factories.UserFactory(RESEARCHER)).get(reverse("completeness", args=[999999])).status_code == 404
    assert writer.get(reverse("completeness", args=[2**62])).status_code == 404
