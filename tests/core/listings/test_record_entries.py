"""What a list of the directory counts is what the page of a record lists."""

import pytest
from django.utils import timezone

from core.models import Contribution, Partnership
from talkshows.models.consent import Consent
from tests import factories

pytestmark = pytest.mark.django_db


def read_number(client, address: str, name: str) -> int:
    """Return the number beside a name in a list."""
    groups = client.get(address).context["groups"]
    return next(number for _label, rows in groups for record, number, _text in rows if record.name == name)


def test_organisation_has_the_entries_of_its_parts_in_the_list_too(home, client):
    whole = factories.OrganisationFactory(name="Geheel", slug="geheel")
    part = factories.OrganisationFactory(name="Onderdeel", slug="onderdeel", parent=whole)
    for partners in ([part], [part], [whole, part]):
        page = factories.CasePageFactory(publish=False)
        for organisation in partners:
            page.partnerships.add(Partnership(organisation=organisation))
        page.save_revision().publish()
    assert [read_number(client, "/organisaties/", name) for name in ("Geheel", "Onderdeel")] == [3, 3]
    for slug in ("geheel", "onderdeel"):
        assert len(client.get(f"/organisaties/{slug}/").context["listing"].entries) == 3


def test_person_is_not_counted_where_readers_do_not_see_them(home, client):
    person = factories.PersonFactory(name="Noor Voorbeeld", slug="noor")
    pages = [factories.EpisodePageFactory(number=number, publish=False) for number in (1, 2)]
    for page in pages:
        page.contributions.add(Contribution(person=person))
        page.save_revision().publish()
    assert read_number(client, "/mensen/", "Noor Voorbeeld") == 2
    Consent.objects.create(
        entry_key=pages[0].translation_key, person=person, name=person.name, withdrawn_at=timezone.now()
    )
    assert read_number(client, "/mensen/", "Noor Voorbeeld") == 1
    assert [one.pk for one in client.get("/mensen/noor/").context["listing"].entries] == [pages[1].pk]
