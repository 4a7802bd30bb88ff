"""A guest whose record is merged: consent and its withdrawal stay, under the names of both records."""

import pytest
from django.utils import timezone

from directory.merging.execute import merge_records
from talkshows.consent.policy import get_restrictions
from talkshows.models import Consent
from tests import factories
from tests.publishing import publish
from tests.recordings import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home):
    """An episode of which the text names a guest by the name of a record that is double."""
    return factories.EpisodePageFactory(
        title="Samenleven", body=[("text", "<p>Fatima Bakker vertelt over goudsbloemen.</p>")], **recorded()
    )


def withdraw(page, person, name):
    """Record a consent that was taken back."""
    return Consent.objects.create(
        entry_key=page.translation_key, person=person, name=name, agreed="Beeld.", withdrawn_at=timezone.now()
    )


@pytest.mark.parametrize("of_old", [True, False])
def test_withdrawal_holds_for_both_names(client, page, of_old):
    old, new = factories.PersonFactory(name="Fatima Bakker"), factories.PersonFactory(name="Fatima de Wit")
    page.contributions.create(person=old, role="guest")
    publish(page)
    withdraw(page, old if of_old else new, "F. B.")
    merge_records(old, new)
    restrictions = get_restrictions(page.translation_key, page.recording_identity)
    assert {"Fatima Bakker", "Fatima de Wit"} <= set(restrictions.names)
    assert restrictions.person_keys == {new.translation_key}
    text = client.get(page.url).content.decode()
    assert ("Fatima Bakker" in text, "Fatima de Wit" in text, "goudsbloemen" in text) == (False, False, True)
    assert f'data-entry="{page.pk}"' not in client.get(new.get_absolute_url()).content.decode()


def test_names_of_a_chain_stay(page):
    first, second, third = (factories.PersonFactory(name=name) for name in ("Fatima Bakker", "Fatima Wit", "F. Amrani"))
    withdraw(page, third, "F. Amrani")
    merge_records(first, second)
    merge_records(second, third)
    assert {"Fatima Bakker", "Fatima Wit"} <= set(get_restrictions(page.translation_key, "").names)


def test_consent_that_ended_is_not_made_good_by_one_that_holds(page):
    old, new = factories.PersonFactory(name="Fatima Bakker"), factories.PersonFactory(name="Fatima de Wit")
    withdraw(page, old, old.name)
    Consent.objects.create(entry_key=page.translation_key, person=new, name=new.name, agreed="Alles.")
    merge_records(old, new)
    assert list(Consent.objects.values_list("person", flat=True)) == [new.pk, new.pk]
    assert get_restrictions(page.translation_key, page.recording_identity).recording_withdrawn


def test_active_consent_follows(page):
    old, new = factories.PersonFactory(name="Fatima Bakker"), factories.PersonFactory()
    consent = Consent.objects.create(entry_key=page.translation_key, person=old, name=old.name, agreed="Alles.")
    merge_records(old, new)
    consent.refresh_from_db()
    assert (consent.person, consent.has_ended) == (new, False)


def test_names_that_do_not_fit_are_read_from_the_records(page):
    old, new = factories.PersonFactory(name="Fatima Bakker"), factories.PersonFactory()
    consent = withdraw(page, new, "F.")
    Consent.objects.filter(pk=consent.pk).update(also_called="x" * 295)
    merge_records(old, new)
    consent.refresh_from_db()
    assert consent.also_called == "x" * 295
    assert "Fatima Bakker" in get_restrictions(page.translation_key, "").names


def test_search_forgets_the_name(client, page, work):
    old, new = factories.PersonFactory(name="Fatima Bakker"), factories.PersonFactory(name="Fatima de Wit")
    publish(page)
    withdraw(page, new, new.name)
    work()
    merge_records(old, new)
    work()
    assert "Bakker" not in client.get("/zoeken/", {"q": "goudsbloemen"}).content.decode()
