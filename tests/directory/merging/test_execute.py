"""A merge: what referred to the one refers to the other, once, in every language; the old one leads to it."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from core.models import EntryPage
from directory.localisation import get_locale
from directory.merging.execute import merge_records
from directory.merging.plan import MergeRefusedError
from directory.models import Organisation, Person, Place, Theme
from directory.usage.report import find_usage
from tests import factories
from tests.directory.relations import IDS, KINDS, RELATIONS, refer, refers

pytestmark = pytest.mark.django_db


def english(record, **values):
    """Return the English record of a Dutch one."""
    copy = record.copy_for_translation(get_locale("en"))
    for name, value in {"slug": f"{record.slug}-en", **values}.items():
        setattr(copy, name, value)
    copy.save()
    return copy


def stored(record):
    """Return a record as the database has it, merged or not."""
    return type(record).with_merged.get(pk=record.pk)


@pytest.mark.parametrize(("kind", "model", "field"), RELATIONS, ids=IDS)
def test_every_relation_follows(home, kind, model, field):
    old, new = KINDS[kind](), KINDS[kind]()
    if kind is Place:
        Place.objects.filter(pk__in=[old.pk, new.pk]).update(level="district")
        old, new = Place.objects.get(pk=old.pk), Place.objects.get(pk=new.pk)
    thing = refer(model, field, old)
    merge_records(old, new)
    assert refers(model, field, thing) == [new.pk]
    assert find_usage(new).count == 1
    assert stored(old).merged_into == new
    assert not kind.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_lists_and_choosers_have_the_target_alone(chief_editor, work, kind):
    old, new = KINDS[kind](name="Oude naam"), KINDS[kind](name="Nieuwe naam")
    merge_records(old, new)
    work()
    viewset = old.snippet_viewset
    for url in (
        reverse(viewset.get_url_name("list")),
        reverse(viewset.chooser_viewset.get_url_name("choose")),
        reverse(viewset.chooser_viewset.get_url_name("choose_results")) + "?q=naam",
        "/sitemap.xml",
        {Organisation: "/organisaties/", Person: "/mensen/", Place: "/plekken/", Theme: "/themas/"}[kind],
    ):
        text = chief_editor.get(url).content.decode()
        assert (new.name in text or new.slug in text, old.name in text, f"/{old.slug}/" in text) == (
            True,
            False,
            False,
        ), url


def test_page_with_both_themes_has_one(home):
    old, new = factories.ThemeFactory(), factories.ThemeFactory()
    page = factories.CasePageFactory(themes=[old, new])
    plan = merge_records(old, new)
    assert list(page.themes.all()) == [new]
    assert plan.page_ids == [page.pk]


def test_two_rows_of_one_person_in_one_role_become_one_in_its_place(home):
    old, new, other = factories.PersonFactory(), factories.PersonFactory(), factories.PersonFactory()
    page = factories.CasePageFactory()
    for order, (person, role, note) in enumerate(
        [(old, "author", ""), (other, "author", ""), (new, "guest", ""), (new, "author", "lector")]
    ):
        page.contributions.create(person=person, role=role, note=note, sort_order=order)
    page.save_revision().publish()
    merge_records(old, new)
    rows = page._meta.model.objects.get(pk=page.pk).contributions.order_by("sort_order")
    assert list(rows.values_list("person", "role", "note")) == [
        (new.pk, "author", "lector"), (other.pk, "author", ""), (new.pk, "guest", ""),
    ]  # fmt: skip


def test_different_functions_are_both_kept(home):
    old, new = factories.PersonFactory(), factories.PersonFactory()
    page = factories.CasePageFactory()
    for order, (person, note) in enumerate([(new, "lector"), (old, "voorzitter")]):
        page.contributions.create(person=person, role="author", note=note, sort_order=order)
    page.save_revision().publish()
    merge_records(old, new)
    assert list(EntryPage.objects.get(pk=page.pk).contributions.values_list("note", flat=True)) == [
        "lector; voorzitter"
    ]


def test_rows_that_were_double_before_stay(home):
    old, new = factories.PersonFactory(), factories.PersonFactory()
    page = factories.CasePageFactory()
    for order in range(2):
        page.contributions.create(person=new, role="author", sort_order=order)
    page.contributions.create(person=old, role="guest", sort_order=2)
    page.save_revision().publish()
    merge_records(old, new)
    assert EntryPage.objects.get(pk=page.pk).contributions.count() == 3


def test_translations_go_with_their_counterparts(home):
    old, new = factories.ThemeFactory(), factories.ThemeFactory()
    old_english, new_english = english(old), english(new)
    page, translated = factories.CasePageFactory(themes=[old]), factories.CasePageFactory(themes=[old_english])
    merge_records(old_english, new_english)
    assert [stored(one).merged_into for one in (old, old_english)] == [new, new_english]
    assert [list(one.themes.all()) for one in (page, translated)] == [[new], [new_english]]


def test_translation_that_the_target_lacks_becomes_its(home):
    old, new = factories.ThemeFactory(), factories.ThemeFactory()
    moved = english(old, name="Housing")
    both = factories.CasePageFactory(themes=[moved, new])
    EntryPage.objects.filter(pk=both.pk).update(locale=get_locale("en"))
    merge_records(old, new)
    moved = stored(moved)
    assert (moved.translation_key, moved.merged_into, moved.name) == (new.translation_key, None, "Housing")
    assert [one.pk for one in both.themes.all()] == [moved.pk]


def test_chain_leads_to_its_end(home):
    first, second, third = (factories.ThemeFactory() for _number in range(3))
    merge_records(first, second)
    merge_records(second, third)
    assert [stored(one).merged_into for one in (first, second)] == [third, third]


def test_refusals(home):
    theme, other, place = factories.ThemeFactory(), factories.ThemeFactory(), factories.PlaceFactory()
    translated = english(theme)
    merged = factories.ThemeFactory()
    merge_records(merged, other)
    merged = stored(merged)
    pairs = [
        (theme, theme),
        (theme, place),
        (theme, translated),
        (translated, other),
        (theme, merged),
        (merged, theme),
        (merged, other),
    ]
    for source, target in pairs:
        with pytest.raises(MergeRefusedError):
            merge_records(source, target)
    assert Theme.with_merged.exclude(merged_into=None).count() == 1


@pytest.mark.parametrize("deep", [False, True])
def test_place_goes_into_one_that_lies_in_it(home, deep):
    city = factories.PlaceFactory(level="city")
    district = factories.PlaceFactory(level="district", parent=city)
    quarter = factories.PlaceFactory(level="quarter", parent=district)
    sibling = factories.PlaceFactory(level="quarter", parent=district)
    street = factories.PlaceFactory(level="street", parent=quarter)
    target = street if deep else quarter
    merge_records(district, target)
    target.refresh_from_db()
    assert (target.parent, target.level) == (city, "district")
    assert {place.pk for place in target.children.all()} == (
        {quarter.pk, sibling.pk} if deep else {sibling.pk, street.pk}
    )
    for place in Place.objects.all():
        place.full_clean()


def test_place_that_would_hold_something_larger_is_refused(home):
    district, street = factories.PlaceFactory(level="district"), factories.PlaceFactory(level="street")
    quarter = factories.PlaceFactory(level="quarter", parent=district)
    with pytest.raises(MergeRefusedError, match=quarter.name):
        merge_records(district, street)


def test_organisation_goes_into_its_part(home):
    top = factories.OrganisationFactory()
    whole = factories.OrganisationFactory(parent=top)
    part = factories.OrganisationFactory(parent=whole)
    below = factories.OrganisationFactory(parent=part)
    merge_records(whole, below)
    assert Organisation.objects.get(pk=below.pk).parent == top
    assert Organisation.objects.get(pk=part.pk).parent == below
    assert not Organisation.objects.filter(parent=F("pk")).exists()


def test_contacts_follow_and_nothing_is_overwritten(home):
    contact = factories.PersonFactory()
    old = factories.OrganisationFactory(website="https://oud.example", intro="Oude tekst.", contact_person=contact)
    new = factories.OrganisationFactory(intro="Nieuwe tekst.")
    merge_records(old, new)
    new.refresh_from_db()
    assert (new.website, new.intro, new.contact_person) == ("https://oud.example", "Nieuwe tekst.", contact)
    assert stored(old).contact_person is None


@pytest.mark.parametrize(
    ("source", "target", "keep", "shown"),
    [(True, True, False, True), (False, True, False, False), (False, True, True, True), (True, False, False, False), (True, False, True, False)],
)  # fmt: skip
def test_person_is_shown_when_both_records_say_so(home, source, target, keep, shown):
    old = factories.PersonFactory(consent=source, bio="Over mij.", email="oud@example.org")
    new = factories.PersonFactory(consent=target)
    merge_records(old, new, keep_consent=keep)
    new.refresh_from_db()
    assert (new.consent, new.bio, new.email) == (shown, "Over mij." if source else "", "oud@example.org")
    assert (stored(old).consent, stored(old).email) == (False, "")


def test_history_tells(home, chief_editor):
    old, new = factories.ThemeFactory(name="Oud"), factories.ThemeFactory(name="Nieuw")
    page = factories.CasePageFactory(themes=[old])
    merge_records(old, new, user=chief_editor.user)
    entries = ModelLogEntry.objects.filter(action="directory.merge")
    assert {(entry.object_id, entry.user_id, entry.message) for entry in entries} == {
        (str(one.pk), chief_editor.user.pk, "“Oud” samengevoegd met “Nieuw”") for one in (old, new)
    }
    assert PageLogEntry.objects.get(action="directory.merge.page").page_id == page.pk


def test_slug_of_a_merged_record_stays_taken(home):
    old, new = factories.ThemeFactory(name="Wonen"), factories.ThemeFactory()
    merge_records(old, new)
    again = factories.ThemeFactory(name="Wonen")
    assert again.slug == "wonen-2"
    again.slug = "wonen"
    with pytest.raises(ValidationError, match="samengevoegd"):
        again.full_clean()
