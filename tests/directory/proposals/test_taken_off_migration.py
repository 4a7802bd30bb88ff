"""The migration that marks records that were taken off the site before that was marked, on rows as an older site has them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from directory.localisation import get_locale
from directory.models import Organisation, Person, Place, Theme
from directory.proposals.publish import accept, refuse
from tests import factories
from tests.publishing import publish

migration = import_module("directory.migrations.0008_taken_off")
pytestmark = pytest.mark.django_db
FACTORIES = {
    Organisation: factories.OrganisationFactory,
    Person: factories.PersonFactory,
    Theme: factories.ThemeFactory,
    Place: factories.PlaceFactory,
}


def take_off(record):
    """Take a record off as it was done before: Wagtail's button alone. Return it as it is then."""
    record.unpublish()
    return leave_unmarked(record)


def leave_unmarked(record):
    """Take away the mark that a record has today."""
    type(record).with_merged.filter(translation_key=record.translation_key).update(refused_at=None)
    return read(record)


def propose(name: str, user=None) -> Organisation:
    """Return a proposal."""
    return Organisation.objects.create(name=name, kind="foundation", live=False, proposed_by=user)


def read(record):
    return type(record).with_merged.get(pk=record.pk)


def run() -> None:
    migration.mark_taken_off(apps, None)


@pytest.mark.parametrize("model", FACTORIES)
def test_what_was_taken_off_is_marked_with_the_moment_and_does_not_come_back(home, model):
    record = take_off(FACTORIES[model](name="Bekend"))
    assert record.is_proposal  # as the old row is taken for
    run()
    told = ModelLogEntry.objects.get(action="wagtail.unpublish", object_id=str(record.pk)).timestamp
    record = read(record)
    assert (record.refused_at, record.live, record.is_proposal) == (told, False, False)
    today = FACTORIES[model](name="Bekend")
    today.unpublish()
    today.refresh_from_db()
    assert (today.live, today.refusal, today.proposed_by) == (record.live, record.refusal, record.proposed_by)
    assert today.refused_at is not None


def test_a_page_does_not_bring_it_back(home):
    record = take_off(factories.OrganisationFactory(name="Bekende bond"))
    case = factories.CasePageFactory(publish=False)
    case.partnerships.create(organisation=record, role="partner", sort_order=0)
    run()
    publish(case)
    assert not Organisation.objects.filter(pk=record.pk).exists()


def test_what_was_proposed_accepted_and_taken_off_is_marked_too(home):
    record = propose("Voorgesteld", factories.UserFactory())
    accept(record)
    record = take_off(read(record))
    ModelLogEntry.objects.all().delete()  # the date of publication is enough
    before = timezone.now()
    run()
    assert read(record).refused_at >= before


def test_translations_that_are_not_public_are_marked_and_public_ones_stay(home):
    record = factories.OrganisationFactory(name="Bekende bond")
    english = record.copy_for_translation(get_locale("en"))
    english.save()
    Organisation.with_merged.filter(pk=record.pk).update(live=False)
    log(record, "wagtail.unpublish")
    run()
    assert read(record).refused_at and (read(english).live, read(english).refused_at) == (True, None)
    Organisation.with_merged.filter(pk__in=[record.pk, english.pk]).update(live=False, refused_at=None)
    run()
    assert read(english).refused_at == read(record).refused_at is not None


def test_proposals_refused_merged_and_public_records_stay_as_they_are(home):
    user = factories.UserFactory()
    waiting, left = propose("Wacht", user), propose("Van wie weg is", user)
    refused, public, merged = propose("Geweigerd", user), factories.OrganisationFactory(), propose("Samengevoegd")
    refuse(refused, "Nog niet")
    Organisation.with_merged.filter(pk=left.pk).update(proposed_by=None)
    Organisation.with_merged.filter(pk=merged.pk).update(merged_into=public, first_published_at=timezone.now())
    rows = list(Organisation.with_merged.order_by("pk").values())
    run()
    assert list(Organisation.with_merged.order_by("pk").values()) == rows
    assert read(left).is_proposal and read(waiting).is_proposal


def test_twice_changes_nothing(home):
    record = take_off(factories.OrganisationFactory(name="Bekende bond"))
    run()
    moment = read(record).refused_at
    run()
    assert read(record).refused_at == moment
