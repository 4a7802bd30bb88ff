"""People who did not agree to be shown: named in no chooser, API or report but to who keeps people."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from directory.models import Person
from editorial.groups import CHIEF_EDITOR, RESEARCHER, STUDENT
from tests import factories

pytestmark = pytest.mark.django_db
HIDDEN, SHOWN = "Vera Stil", "Sanne Open"
CHOOSER = "wagtailsnippetchoosers_directory_person"


@pytest.fixture
def people(home):
    """Somebody without consent and somebody with, both to be translated."""
    rows = [factories.PersonFactory(name=HIDDEN, consent=False), factories.PersonFactory(name=SHOWN)]
    for row in rows:
        source, _made = TranslationSource.get_or_create_from_instance(row)
        Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    return rows


def list_addresses(people) -> list[str]:
    """Return the addresses that list people or name one."""
    ids = [row.pk for row in people]
    report = reverse("wagtail_localize:translations_report")
    return [
        *(reverse(f"{CHOOSER}:{name}") for name in ("choose", "choose_results")),
        f"{reverse(f'{CHOOSER}:choose_results')}?q=Vera",
        *(reverse(f"{CHOOSER}:chosen", args=[pk]) for pk in ids),
        f"{reverse(f'{CHOOSER}:chosen_multiple')}?id={ids[0]}&id={ids[1]}",
        "/beheer/localize/api/snippets/directory/person/",
        *(f"/beheer/localize/api/snippets/directory/person/{pk}/" for pk in ids),
        report, f"{report}?export=csv", f"{report}?export=xlsx", reverse("wagtail_localize:translations_report_results"),
        f"{report}?source_title=Vera",
    ]  # fmt: skip


def read(client: Client, address: str) -> str:
    response = client.get(address)
    body = b"".join(response)
    return body.decode("utf-8", "replace") if response.status_code == 200 else ""


@pytest.mark.parametrize("role", [STUDENT])
def test_student_reads_no_name_without_consent(visitor, people):
    assert [address for address in list_addresses(people) if HIDDEN in read(visitor, address)] == []
    assert SHOWN in read(visitor, reverse(f"{CHOOSER}:choose_results"))  # who agreed can be chosen


def propose(client: Client, name: str, **values) -> dict:
    """Propose a person in the chooser; return the answer, which shows near names."""
    return client.post(reverse(f"{CHOOSER}:create"), {"name": name, **values}).json()


@pytest.mark.parametrize("role", [STUDENT, RESEARCHER])
def test_near_names_of_a_proposal_are_those_of_who_agreed(visitor, people, role):
    hidden = people[0]
    Person.objects.filter(pk=hidden.pk).update(job_title="huisarts")
    answer = propose(visitor, "Vera Stiel", meant=hidden.pk, seen_for="Vera Stiel")
    if role == RESEARCHER:  # who keeps people chooses the one who is there
        assert answer["result"]["id"] == str(hidden.pk)
        return
    assert HIDDEN not in str(answer) and "huisarts" not in str(answer)
    assert answer["result"]["string"] == "Vera Stiel"  # a proposal of their own
    assert SHOWN in propose(visitor, "Sanne Opem")["htmlFragment"]
    assert "Vera Stiel" in propose(visitor, "Vera Stiil")["htmlFragment"]


@pytest.mark.parametrize("role", [RESEARCHER, CHIEF_EDITOR])
def test_who_keeps_people_reads_all(visitor, people):
    hidden = people[0].pk
    for address in (reverse(f"{CHOOSER}:choose_results"), reverse(f"{CHOOSER}:chosen", args=[hidden]),
                    "/beheer/localize/api/snippets/directory/person/", reverse("wagtail_localize:translations_report")):  # fmt: skip
        assert HIDDEN in read(visitor, address), address


@pytest.mark.parametrize(
    ("role", "model", "status"),
    [(STUDENT, "directory/person", 403), (STUDENT, "directory/theme", 403), (STUDENT, "media/publiccollection", 403),
     (RESEARCHER, "directory/person", 200), (RESEARCHER, "media/publiccollection", 403), (CHIEF_EDITOR, "media/publiccollection", 200),
     (CHIEF_EDITOR, "directory/nothing", 404), (None, "directory/person", 302)],
)  # fmt: skip
def test_api_answers_who_keeps_the_type(visitor, people, model, status):
    response = visitor.get(f"/beheer/localize/api/snippets/{model}/")
    assert response.status_code == status
    if status == 200 and model.endswith("person"):
        assert {row["title"] for row in response.json()} == {HIDDEN, SHOWN}


def test_english_records_of_people_are_hidden_too(student, people):
    english = Locale.objects.get(language_code="en")
    person = Person.objects.create(name="Vera Quiet", locale=english, translation_key=people[0].translation_key)
    assert student.get(reverse(f"{CHOOSER}:chosen", args=[person.pk])).status_code == 404
    assert "Quiet" not in read(student, reverse(f"{CHOOSER}:choose_results") + "?locale=en")
