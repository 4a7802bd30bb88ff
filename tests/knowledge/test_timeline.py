"""The line of a dossier: start, sessions with what they did to the question, outcome; minutes only when they are public."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from knowledge.models import CasePage, DossierSession, QuestionVersion, Signature
from knowledge.timeline import build_timeline
from tests import factories

pytestmark = pytest.mark.django_db


def dossier(minutes=None, **values):
    sessions = [DossierSession(sort_order=0, number=1, title="Werkatelier", date=timezone.localdate(), minutes=minutes),
                DossierSession(sort_order=1, number=None, title="Wandeling", when="in het voorjaar")]  # fmt: skip
    versions = [
        QuestionVersion(sort_order=0, text="Hoe blijft de wijk prettig?"),
        QuestionVersion(sort_order=1, text="Hoe blijft de wijk prettig voor ouderen?", session=1),
    ]
    return factories.DossierPageFactory(sessions=sessions, versions=versions, **values)


def test_stops_stand_in_their_order(home):
    stops = build_timeline(dossier(outcome="<p>Een betere vraag.</p>"))
    assert len(stops) == 4
    assert [len(stop.versions) for stop in stops] == [1, 1, 0, 0]
    assert "Werkatelier" in stops[1].title and "1" in stops[1].title
    assert (stops[2].title, stops[2].when) == ("Wandeling", "in het voorjaar")
    assert "<ins>voor ouderen?</ins>" in stops[1].versions[0].html
    assert [version.number for stop in stops for version in stop.versions] == [1, 2]


def test_dossier_without_outcome_ends_with_its_last_session(home):
    assert build_timeline(dossier(outcome=""))[-1].title == "Wandeling"


def test_minutes_are_linked_only_while_public(home):
    minutes = factories.MinutesPageFactory()
    page = dossier(minutes=minutes)
    assert build_timeline(page)[1].minutes.pk == minutes.pk
    minutes.unpublish()
    assert build_timeline(type(page).objects.get(pk=page.pk))[1].minutes is None


@pytest.mark.parametrize(("sessions", "queries"), [(1, 3), (3, 3)])
def test_line_asks_the_same_whatever_its_length(home, django_assert_num_queries, sessions, queries):
    minutes = factories.MinutesPageFactory()
    rows = [DossierSession(number=number, title="Sessie", minutes=minutes) for number in range(1, sessions + 1)]
    page = factories.DossierPageFactory(sessions=rows, versions=[QuestionVersion(text="Hoe?")])
    page = type(page).objects.get(pk=page.pk)
    with django_assert_num_queries(queries):
        build_timeline(page)


def test_version_belongs_to_a_session_that_exists(home):
    page = dossier()
    version = page.versions.first()
    version.session = 9
    with pytest.raises(ValidationError, match="session"):
        version.full_clean()
    version.session = 1
    version.full_clean()


def test_case_ends_after_it_starts(home):
    case = factories.CasePageFactory()
    start = CasePage._meta.get_field("start").to_python("2026-02-01")
    case.start, case.end = start, start.replace(month=1)
    with pytest.raises(ValidationError) as refused:
        case.full_clean()
    assert list(refused.value.message_dict) == ["end"]
    case.end = start
    case.full_clean()


def test_agreement_does_not_follow_on_itself_and_a_date_means_signed(home):
    agreement = factories.AgreementPageFactory()
    agreement.follows_id = agreement.pk
    with pytest.raises(ValidationError) as refused:
        agreement.full_clean()
    assert list(refused.value.message_dict) == ["follows"]
    with pytest.raises(ValidationError, match="signed"):
        Signature(page=agreement, date=timezone.localdate(), signed=False).clean()
