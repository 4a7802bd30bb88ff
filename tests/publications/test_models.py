"""What publications accept and say: identifiers, speakers, minutes that are made ready for the next session."""

import pytest
from django.core.exceptions import ValidationError

from publications.models import Speaker
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [
        ("isbn", "978-90-274-3964-2", "978-90-274-3964-3"),
        ("doi", "10.1234/abcd", "geen doi"),
        ("year", 2024, 1492),
        ("external_url", "https://hhs.example/rapport", "javascript:alert(1)"),
    ],
)
def test_report_checks_what_it_is_given(home, field, good, bad):
    report = factories.ReportPageFactory()
    setattr(report, field, good)
    report.full_clean()
    setattr(report, field, bad)
    with pytest.raises(ValidationError) as refused:
        report.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_report_of_others_needs_no_pdf_and_names_its_publisher(client, home):
    report = factories.ReportPageFactory(
        publisher="De Haagse Hogeschool", doi="10.1234/abcd", external_url="https://hhs.example/rapport"
    )
    html = client.get(report.url).content.decode()
    assert "De Haagse Hogeschool" in html and 'href="https://doi.org/10.1234/abcd"' in html
    assert "https://hhs.example/rapport" in html
    data = report.get_structured_data()
    assert (data["sameAs"], data["publisher"]["name"]) == ("https://doi.org/10.1234/abcd", "De Haagse Hogeschool")


def test_speaker_is_from_the_directory_or_a_name(home):
    person = factories.PersonFactory(name="Vera Voorbeeld")
    with pytest.raises(ValidationError, match="name"):
        Speaker(label="V", person=person, name="Iemand anders").clean()
    assert Speaker(label="V", person=person).shown_name == "Vera Voorbeeld"
    assert Speaker(label="Karim", name="Karim").shown_name == "Karim"
    assert Speaker(label="K").shown_name == "K"


def test_next_minutes_keep_who_and_drop_what_was_said(home):
    minutes = factories.MinutesPageFactory(session_number=3)
    minutes.prepare_next()
    assert (minutes.session_number, minutes.session_date, minutes.pdf) == (4, None, None)
    assert minutes.attendees == ["Wijkmakelaar, gemeente", "Student"]
    assert not list(minutes.decisions.all()) and not list(minutes.actions.all()) and not len(minutes.body)


def test_dossier_of_minutes_is_named_only_while_public(home):
    dossier = factories.DossierPageFactory()
    minutes = factories.MinutesPageFactory(dossier=dossier)
    assert minutes.localized_dossier.pk == dossier.pk
    dossier.unpublish()
    assert type(minutes).objects.get(pk=minutes.pk).localized_dossier is None
