"""The side panel, and the view that reads it again."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.entries.findings import Finding, Weight
from editorial.completeness import side_panel
from editorial.completeness.side_panel import count_missing
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories
from tests.clients import sign_in
from tests.publishing import publish, submit

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
    assert "Nodig voordat" not in html and "Kan nog beter, hoeft niet" in html


def test_who_may_not_edit_reads_nothing(writer, draft, client):
    url = reverse("completeness", args=[draft.pk])
    assert client.get(url).status_code == 302
    other = sign_in(factories.UserFactory(STUDENT))
    assert other.get(url).status_code in {302, 403}
    assert sign_in(factories.UserFactory(RESEARCHER)).get(reverse("completeness", args=[999999])).status_code == 404
    assert writer.get(reverse("completeness", args=[2**62])).status_code == 404


def list_of(client, page) -> str:
    return client.get(reverse("completeness", args=[page.pk])).text


@pytest.fixture
def complete(monkeypatch):
    """A case in which nothing is missing: a hint and a notice are no work."""
    found = [Finding("words", "Lang woord.", "", Weight.HINT), Finding("proposal", "Komt mee.", "", Weight.NOTICE)]
    monkeypatch.setattr(side_panel, "completeness", lambda entry: found)


def test_last_sentence_fits_how_the_page_stands(writer, complete):
    chief = sign_in(factories.UserFactory(CHIEF_EDITOR))
    page = factories.CasePageFactory(publish=False, owner=writer.user)
    page.save_revision(user=writer.user)
    assert "stuur het naar de redactie" in list_of(writer, page)
    submit(page, writer.user)
    assert "ligt bij de redactie" in list_of(writer, page)
    assert "wacht op jouw besluit" in list_of(sign_in(factories.UserFactory(RESEARCHER)), page)
    Page.objects.get(pk=page.pk).current_workflow_state.cancel(user=writer.user)
    publish(page, chief.user)
    said = list_of(writer, page)
    assert "Er mist niets. Dit staat op de site." in said and "stuur" not in said
    page.lead = "Een andere inleiding."
    page.save_revision(user=writer.user)
    assert "stuur het naar de redactie" in list_of(writer, page)
    page.go_live_at = timezone.now() + timedelta(days=1)
    publish(page, chief.user)
    assert "komt vanzelf op de site" in list_of(writer, page)


def test_sentence_is_not_there_while_something_is_missing(writer, draft):
    assert "Er mist niets" not in list_of(writer, draft)


def test_notice_stands_under_its_own_heading_and_is_not_counted(writer, complete, draft):
    html = list_of(writer, draft)
    assert html.index("Leest nog niet makkelijk (1)") < html.index("Goed om te weten") < html.index("Komt mee.")
    screen = writer.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert find_number(screen) == ("completeness__calm", "0")


def test_number_is_that_of_what_blocks_in_red_and_else_of_advice_in_calm():
    blocks, advice = Finding("lead", "", "", Weight.BLOCKS), Finding("theme", "")
    assert count_missing([blocks, advice, advice]) == (1, "w-bg-critical-200")
    assert count_missing([advice, advice]) == (2, "completeness__calm")


def test_screen_shows_the_number_of_what_blocks(writer, draft):
    screen = writer.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text
    assert find_number(screen) == ("w-bg-critical-200", "1")


def find_number(html: str) -> tuple:
    """Return the class of the colour and the number at the toggle."""
    toggle = html.split('data-side-panel-toggle="completeness"')[1].split("</button>")[0]
    return re.search(r'toggle__counter (\S+)"[^>]*>\s*(\d+)', toggle).groups()
