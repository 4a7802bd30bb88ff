"""Versions of before a merge: published, planned, put back, translated or posted after it, they have the target, once."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.signals import page_published
from wagtail_localize.models import Translation, TranslationSource

from core.models import Contribution, EntryPage
from directory.localisation import get_locale
from directory.merging.execute import merge_records
from directory.models import Person, Theme
from knowledge.models import AgreementPage, PracticePage
from publications.models import InterviewPage
from tests import factories
from tests.editorial.forms import posted, read_form
from tests.publishing import publish
from tests.translations import translate

pytestmark = pytest.mark.django_db


class World:
    """A page of which a draft has both records of each kind, and the records."""

    def __init__(self, **options):
        self.old, self.new = self.make_records(), self.make_records()
        self.page = factories.CasePageFactory(title="Van voor de samenvoeging")
        self.fill(self.page)
        self.revision = self.page.save_revision(**options)

    @staticmethod
    def make_records() -> dict:
        return {
            "theme": factories.ThemeFactory(),
            "place": factories.PlaceFactory(),
            "person": factories.PersonFactory(),
            "organisation": factories.OrganisationFactory(),
        }

    def fill(self, page):
        page.themes = [self.old["theme"], self.new["theme"]]
        page.places = [self.old["place"]]
        for record in (self.old["person"], self.new["person"]):
            page.contributions.create(person=record, role="author")
        page.partnerships.create(organisation=self.old["organisation"], role="partner")

    def merge(self):
        for name, record in self.old.items():
            merge_records(record, self.new[name])

    def expect(self, page, times=1):
        page = EntryPage.objects.get(pk=page.pk)
        new = {name: record.pk for name, record in self.new.items()}
        assert [list(getattr(page, name).values_list("pk", flat=True)) for name in ("themes", "places")] == [
            [new["theme"]], [new["place"]],
        ]  # fmt: skip
        assert list(page.contributions.values_list("person", "role")) == [(new["person"], "author")]
        assert list(page.partnerships.values_list("organisation", "role")) == [(new["organisation"], "partner")]


@pytest.fixture
def world(home):
    return World()


def test_older_draft_is_published(world):
    world.merge()
    world.revision.publish()
    world.expect(world.page)


def test_chain_of_two_merges(world):
    first, world.new = world.new, world.make_records()
    for name in world.old:
        merge_records(world.old[name], first[name])
        merge_records(first[name], world.new[name])
    world.revision.publish()
    world.expect(world.page)


def test_planned_version(world, monkeypatch):
    page = EntryPage.objects.get(pk=world.page.pk).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision()
    revision.publish()
    world.merge()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled", verbosity=0)
    world.expect(world.page)


def test_older_version_is_put_back(world, chief_editor):
    publish(world.revision.as_object())
    later = EntryPage.objects.get(pk=world.page.pk).specific
    later.themes, later.places, later.contributions, later.partnerships = [], [], [], []
    publish(later)
    world.merge()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[world.page.pk, world.revision.pk])
    form = read_form(chief_editor, url)
    data = {
        **posted(form),
        "revision": world.revision.pk,
        "action-publish": "action-publish",
        "board-reason": "In een test.",
    }
    edit = reverse("wagtailadmin_pages:edit", args=[world.page.pk])
    assert chief_editor.post(edit, data).status_code == 302
    world.expect(world.page)


def test_form_that_was_open_is_saved(world, chief_editor):
    url = reverse("wagtailadmin_pages:edit", args=[world.page.pk])
    data = {**posted(read_form(chief_editor, url)), "action-publish": "action-publish", "board-reason": "In een test."}
    world.merge()
    assert chief_editor.post(url, data).status_code == 302
    world.expect(world.page)


def test_form_that_was_open_is_saved_by_itself(world, chief_editor):
    url = reverse("wagtailadmin_pages:edit", args=[world.page.pk])
    data = posted(read_form(chief_editor, url))
    world.merge()
    answer = chief_editor.post(url, data, headers={"accept": "application/json"})
    assert answer.json()["success"], answer.json()
    publish(EntryPage.objects.get(pk=world.page.pk).get_latest_revision_as_object())
    world.expect(world.page)


def test_translation_of_a_source_of_before(world):
    publish(world.revision.as_object())
    english = translate(world.page)
    world.merge()
    publish(EntryPage.objects.get(pk=english.pk).get_latest_revision_as_object())
    world.expect(english)
    publish(world.revision.as_object())
    world.expect(world.page)
    world.expect(english)


def test_earlier_copy_of_a_page(world):
    copied = EntryPage.objects.get(pk=world.page.pk).specific.copy(update_attrs={"slug": "kopie"}, keep_live=False)
    world.merge()
    publish(EntryPage.objects.get(pk=copied.pk).get_latest_revision_as_object())
    world.expect(copied)


@pytest.mark.parametrize(
    ("factory", "model", "rows", "field", "kind", "row"),
    [
        (factories.InterviewPageFactory, InterviewPage, "speakers", "person", factories.PersonFactory, {"label": "K"}),
        (factories.AgreementPageFactory, AgreementPage, "signatures", "organisation", factories.OrganisationFactory, {}),
        (factories.PracticePageFactory, PracticePage, "adoptions", "organisation", factories.OrganisationFactory, {"year": 2025}),
    ],
)  # fmt: skip
def test_rows_of_kinds(home, factory, model, rows, field, kind, row):
    old, new = kind(), kind()
    page = factory()
    setattr(page, rows, [page._meta.get_field(rows).related_model(**{field: one, **row}) for one in (old, new)])
    revision = page.save_revision()
    merge_records(old, new)
    revision.publish()
    assert list(getattr(model.objects.get(pk=page.pk), rows).values_list(field, flat=True)) == [new.pk]


def test_two_labels_of_one_speaker_are_both_kept(home):
    old, new = factories.PersonFactory(), factories.PersonFactory()
    page = factories.InterviewPageFactory()
    page.speakers = [
        page._meta.get_field("speakers").related_model(person=one, label=name) for one, name in ((old, "K"), (new, "F"))
    ]
    publish(page)
    merge_records(old, new)
    rows = InterviewPage.objects.get(pk=page.pk).speakers.values_list("person", "label")
    assert sorted(rows) == [(new.pk, "F"), (new.pk, "K")]


def test_rows_written_by_code_after_the_merge(home):
    theme, target = factories.ThemeFactory(), factories.ThemeFactory()
    person, merged = factories.PersonFactory(), factories.PersonFactory()
    merge_records(theme, target)
    merge_records(merged, person)
    page = factories.CasePageFactory(themes=[theme, target])
    assert list(page.themes.all()) == [target]
    page.contributions.model.objects.create(page=page, person_id=merged.pk, role="author", sort_order=0)
    EntryPage.objects.get(pk=page.pk).specific.save_revision().publish()
    assert list(EntryPage.objects.get(pk=page.pk).contributions.values_list("person", flat=True)) == [person.pk]
    place = factories.OrganisationFactory(contact_person=Person.with_merged.get(pk=merged.pk))
    assert place.contact_person_id == person.pk


def test_version_that_was_read_before_a_merge_and_is_written_after_it(home):
    old, new = factories.PersonFactory(), factories.PersonFactory()
    page = factories.CasePageFactory(contributions=[Contribution(person=old, role="author")])
    read = page.latest_revision.as_object()
    merge_records(old, new)
    read.save()
    page_published.send(sender=type(read), instance=read, revision=page.latest_revision)
    assert list(EntryPage.objects.get(pk=page.pk).contributions.values_list("person", flat=True)) == [new.pk]


def test_choices_that_code_adds_after_the_merge(home):
    theme, target = factories.ThemeFactory(), factories.ThemeFactory()
    merge_records(theme, target)
    merged = Theme.with_merged.get(pk=theme.pk)
    pages = [factories.CasePageFactory() for _number in range(3)]
    merged.entries.add(pages[0])
    pages[1].themes.add(merged)
    pages[1].save()
    pages[2].themes.set([target, merged])
    pages[2].save()
    for page in pages:
        assert list(EntryPage.objects.get(pk=page.pk).themes.values_list("pk", flat=True)) == [target.pk]


def test_translated_record_that_lies_in_a_merged_one(home):
    old, new = (factories.PlaceFactory(level="city") for _number in range(2))
    for place in (old, new):
        copy = place.copy_for_translation(get_locale("en"))
        copy.slug = f"{place.slug}-en"
        copy.save()
    child = factories.PlaceFactory(level="street", parent=old)
    source, _made = TranslationSource.update_or_create_from_instance(child)
    translation = Translation.objects.create(source=source, target_locale=get_locale("en"))
    translation.save_target()
    merge_records(old, new)
    translation.source.refresh_from_db()
    translation.save_target()
    assert child.get_translation(get_locale("en")).parent == new.get_translation(get_locale("en"))
