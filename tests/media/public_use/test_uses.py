"""What counts as a public use of a file: every relation, what is live or approved, and nothing that only a draft has."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection, Locale, PageViewRestriction, ReferenceIndex

from core.models import EarlierVersion, EntryPage
from media.models import PublicCollection
from media.public_use.uses import Status, find_draft_uses, find_public_uses
from tests import factories
from tests.publishing import publish
from tests.recordings import SiteMediaFactory, make_tracks

pytestmark = pytest.mark.django_db


def users(file) -> list:
    """Return the pages, records and so on that use a file in public."""
    return [use.user.pk for use in find_public_uses(file)]


@pytest.fixture
def unindexed(home):
    """A function that forgets the reference index, as if the worker were behind since ever."""
    return lambda: ReferenceIndex.objects.all().delete()


@pytest.fixture
def image(home):
    """A picture."""
    return factories.SiteImageFactory()


def test_columns_count_without_the_index(unindexed, image):
    case = factories.CasePageFactory(hero_image=image)
    poster = factories.EpisodePageFactory(recording_poster=image)
    organisation = factories.OrganisationFactory(logo=image)
    unindexed()
    DBTaskResult.objects.all().delete()
    assert users(image) == [case.pk, poster.pk, organisation.pk]


def test_document_and_recording_in_a_column_count(unindexed):
    document, recording = factories.SiteDocumentFactory(), SiteMediaFactory(type="audio")
    report = factories.ReportPageFactory(pdf=document)
    episode = factories.EpisodePageFactory(
        publish=False, recording_file=recording, caption_tracks=make_tracks("nl"), no_recognisable_guest=True
    )
    assert users(recording) == []
    publish(episode)
    unindexed()
    assert (users(document), users(recording)) == ([report.pk], [episode.pk])


def make_body(place: str, image, document) -> list:
    """Return a body with the files in a block, in a list of blocks or in rich text."""
    figure = {"image": image, "caption": ""}
    return {
        "block": [("figure", figure), ("document", {"document": document, "text": ""})],
        "list": [("gallery", {"heading": "", "figures": [figure, figure]}), ("document", {"document": document, "text": ""})],
        "text": [("figure", figure), ("text", f'<p><a linktype="document" id="{document.pk}">Lees</a></p>')],
    }[place]  # fmt: skip


@pytest.mark.parametrize("place", ["block", "list", "text"])
def test_blocks_and_rich_text_count_while_they_wait_to_be_indexed(unindexed, image, place):
    document = factories.SiteDocumentFactory()
    case = factories.CasePageFactory(body=make_body(place, image, document))
    assert (users(image), users(document)) == ([case.pk], [case.pk])
    unindexed()
    assert (users(image), users(document)) == ([case.pk], [case.pk])


def test_draft_of_a_live_page_is_no_public_use(image):
    before, after = image, factories.SiteImageFactory()
    case = factories.CasePageFactory(hero_image=before)
    case.hero_image = after
    case.save_revision()
    assert (users(before), users(after)) == ([case.pk], [])
    assert [use.user.pk for use in find_draft_uses(after)] == [case.pk]
    case.save_revision().publish()
    assert (users(before), users(after)) == ([], [case.pk])


def test_planned_version_counts_as_public(image):
    case = factories.CasePageFactory(publish=False)
    case.hero_image, case.go_live_at = image, timezone.now() + timedelta(days=2)
    revision = case.save_revision()
    assert users(image) == []
    revision.publish()
    assert not EntryPage.objects.get(pk=case.pk).live
    assert [(use.user.pk, use.status, use.url) for use in find_public_uses(image)] == [(case.pk, Status.PLANNED, "")]


def test_page_that_is_withdrawn_uses_nothing_in_public(image):
    case = factories.CasePageFactory(hero_image=image)
    case.unpublish()
    assert users(image) == []


def test_page_for_few_readers_counts(image):
    case = factories.CasePageFactory(hero_image=image)
    PageViewRestriction.objects.create(page=case, restriction_type="login")
    assert users(image) == [case.pk]


def test_translation_counts_by_itself(image):
    english, _made = Locale.objects.get_or_create(language_code="en")
    case = factories.CasePageFactory()
    for page in (case.get_parent().get_parent(), case.get_parent()):
        page.copy_for_translation(english)
    translated = case.copy_for_translation(english)
    translated.hero_image = image
    publish(translated)
    assert translated.pk in users(image)


def test_earlier_version_that_may_be_read_counts(image):
    case = factories.CasePageFactory(hero_image=image)
    case.hero_image = None
    case.corrections = [("correction", {"date": timezone.localdate(), "was": "Fout", "now": "Goed", "keep": True})]
    publish(case)
    assert EarlierVersion.objects.count() == 1
    assert users(image) == [case.pk]


def test_collection_that_is_public_counts(image):
    kit = Collection.get_first_root_node().add_child(name="Perskit")
    image.collection = kit.add_child(name="Foto's")
    image.save()
    assert users(image) == []
    row = PublicCollection.objects.create(collection=kit, reason="Pers")
    assert users(image) == [row.pk]


def test_number_inside_another_number_is_no_use(home):
    images = [factories.SiteImageFactory() for _number in range(11)]
    case = factories.CasePageFactory(publish=False)
    case.hero_image = images[-1]
    case.save_revision()
    assert [use.user.pk for use in find_draft_uses(images[-1])] == [case.pk]
    assert [file for file in images[:-1] if find_draft_uses(file)] == []
