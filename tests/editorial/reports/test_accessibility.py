"""Entries that are not accessible: told to their editor, listed for the statement, for whom may edit only."""

import pytest
from django.urls import reverse

from editorial.dashboard import find_inaccessible_entries
from tests import factories
from tests.clients import sign_in
from tests.media.pdf.test_messages import DUTCH, make_document

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(module_db):
    """A good report, one with an untagged PDF, one without a summary, and a draft without one."""
    good = factories.ReportPageFactory(title="Goed", pdf=make_document(DUTCH, tagged=True))
    untagged = factories.ReportPageFactory(title="Zonder labels", pdf=make_document(DUTCH))
    bare = factories.ReportPageFactory(title="Zonder samenvatting", summary="")
    factories.ReportPageFactory(title="Concept", summary="", publish=False)
    factories.do_work()
    return good, untagged, bare


@pytest.fixture
def reports(made, db):
    """The reports as the database has them."""
    return [type(page).objects.get(pk=page.pk) for page in made]


def test_report_lists_what_is_wrong(chief_editor, reports):
    html = chief_editor.get(reverse("accessibility_report")).content.decode()
    assert "Zonder labels" in html and "Zonder samenvatting" in html
    assert "er zitten geen labels in" in html and "heeft geen samenvatting" in html
    assert ">Goed<" not in html and "Concept" not in html
    table = chief_editor.get(reverse("accessibility_report") + "?export=csv")
    rows = b"".join(table.streaming_content).decode() if table.streaming else table.content.decode()
    assert "Zonder labels" in rows and "labels" in rows and "Concept" not in rows


def test_report_is_for_editors(client, reports):
    assert client.get(reverse("accessibility_report")).status_code == 302
    assert sign_in(factories.UserFactory()).get(reverse("accessibility_report")).status_code in {302, 403}


def test_own_faults_stand_on_the_start_panel(reports):
    _good, untagged, bare = reports
    user = factories.UserFactory("Student")
    type(untagged).objects.filter(pk__in=[untagged.pk, bare.pk]).update(owner=user)
    assert {step.text.split(" (")[0] for step in find_inaccessible_entries(user)} == {
        "Zonder labels",
        "Zonder samenvatting",
    }
    assert find_inaccessible_entries(factories.UserFactory("Student")) == []


def test_reader_is_told_that_there_is_no_summary(client, reports):
    assert "nog geen samenvatting" in client.get(reports[2].url).content.decode()
    assert "nog geen samenvatting" not in client.get(reports[0].url).content.decode()
