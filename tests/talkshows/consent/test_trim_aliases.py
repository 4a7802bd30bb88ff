"""A recording is cut though the page has aliases: they have no versions of their own, and follow their source."""

import pytest

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.groups import CHIEF_EDITOR
from talkshows.models import Consent, EpisodePage
from tests import factories
from tests.clients import sign_in
from tests.publishing import publish
from tests.recordings import recorded
from tests.talkshows.consent.test_policy import keep, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def mirrored(home) -> dict:
    """A public episode with a guest who agreed, an alias beside it and one in English."""
    person = factories.PersonFactory(name="Fatima El Amrani")
    page = factories.EpisodePageFactory(title="Samenleven", **recorded())
    page.contributions.create(person=person, role="guest")
    publish(page)
    consent = Consent.objects.create(entry_key=page.translation_key, person=person, name=person.name, agreed="Beeld.")
    publish(page)
    beside = page.create_alias(update_slug="spiegel")
    english = page.copy_for_translation(get_locale("en"), copy_parents=True, alias=True)
    found = {"page": page, "consent": consent, "person": person, "photo": factories.SiteImageFactory()}
    return found | {"aliases": [beside.pk, english.pk]}


def cut(mirrored, work) -> None:
    """Withdraw the consent and let the site cut out the part that may stay."""
    withdraw(mirrored)
    keep(mirrored, "0:00", "0:30")
    work()
    assert Consent.objects.get(pk=mirrored["consent"].pk).cut == Consent.TrimStatus.DONE


def test_aliases_get_the_part_of_their_source_and_no_version(mirrored, work):
    whole = mirrored["page"].recording_file
    cut(mirrored, work)
    page = EpisodePage.objects.get(pk=mirrored["page"].pk)
    aliases = EpisodePage.objects.filter(pk__in=mirrored["aliases"])
    assert page.recording_file != whole
    assert {one.recording_file for one in aliases} == {page.recording_file}
    assert [one.revisions.count() for one in aliases] == [0, 0]
    assert [one.caption_tracks.count() for one in aliases] == [page.caption_tracks.count()] * 2
    assert all(one.live and one.alias_of_id == page.pk for one in aliases)


def test_an_alias_that_was_a_translation_keeps_its_old_versions_out_of_it(mirrored, work):
    page, (_beside, pk) = mirrored["page"], mirrored["aliases"]
    found = EpisodePage.objects.filter(pk=pk)
    found.update(alias_of=None)
    publish(found.get())
    found.update(alias_of=page.pk)  # as “convert to alias” does
    before = found.get().revisions.count()
    cut(mirrored, work)
    english = found.get()
    assert english.recording_file == EpisodePage.objects.get(pk=page.pk).recording_file
    assert english.revisions.count() == before == 1


def test_names_leave_aliases_too(mirrored, client):
    withdraw(mirrored)
    for pk in [mirrored["page"].pk, *mirrored["aliases"]]:
        response = client.get(EntryPage.objects.get(pk=pk).url)
        assert response.status_code == 200 and "Amrani" not in response.text


def test_lines_of_an_alias_are_mended_at_its_source(mirrored):
    client = sign_in(factories.UserFactory(CHIEF_EDITOR))
    for pk in mirrored["aliases"]:
        for answer in (
            client.get(f"/beheer/ondertitels/{pk}/nl/"),
            client.post(f"/beheer/ondertitels/{pk}/nl/", {"text-0": "Dag."}),
        ):
            assert (answer.status_code, answer["Location"]) == (302, f"/beheer/ondertitels/{mirrored['page'].pk}/nl/")
    assert (
        sign_in(factories.UserFactory("Partner")).get(f"/beheer/ondertitels/{pk}/nl/")["Location"] != answer["Location"]
    )
