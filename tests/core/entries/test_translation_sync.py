"""English pages: made by wagtail-localize, with English relations that follow the Dutch page."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.entries.planned import run_due
from directory.localisation import get_locale
from tests import factories
from tests.publishing import publish
from tests.translations import translate

pytestmark = pytest.mark.django_db


def english(record, name):
    """Return the English record of a Dutch one."""
    copy = record.copy_for_translation(get_locale("en"))
    copy.name, copy.slug = name, ""
    copy.save()
    return copy


@pytest.fixture
def world(home):
    """A case with a theme, a place and a partner that exist in English too."""
    theme, place, partner = (
        factories.ThemeFactory(name="Wonen"),
        factories.PlaceFactory(name="Laan"),
        factories.OrganisationFactory(name="Gemeente"),
    )
    case = factories.CasePageFactory(title="Stadslab Laan", themes=[theme], places=[place])
    case.partnerships.create(organisation=partner, role="initiator")
    publish(case)
    pairs = {
        "theme": (theme, english(theme, "Housing")),
        "place": (place, english(place, "Avenue")),
        "partner": (partner, english(partner, "Municipality")),
    }
    return case, pairs


def test_english_page_shows_english_relations_and_stands_on_their_pages(world, client):
    case, pairs = world
    page = translate(case)
    html = client.get(page.url).content.decode()
    for dutch, other in pairs.values():
        assert f'href="{other.get_absolute_url()}"' in html
        assert f'href="{dutch.get_absolute_url()}"' not in html
        listed = client.get(other.get_absolute_url()).content.decode()
        assert f'data-entry="{page.pk}"' in listed
        assert f'data-entry="{case.pk}"' not in listed
        assert f'data-entry="{case.pk}"' in client.get(dutch.get_absolute_url()).content.decode()


def test_relations_follow_when_the_dutch_page_changes(world, client):
    case, pairs = world
    page = translate(case)
    other = factories.ThemeFactory(name="Veiligheid")
    safety = english(other, "Safety")
    case = type(case).objects.get(pk=case.pk)
    case.themes.set([other])
    case.partnerships.all().delete()
    case.partnerships.set([])
    draft = case.save_revision()
    assert f'href="{safety.get_absolute_url()}"' not in client.get(page.url).content.decode()
    draft.publish()
    html = client.get(page.url).content.decode()
    assert f'href="{safety.get_absolute_url()}"' in html
    assert f'href="{pairs["theme"][1].get_absolute_url()}"' not in html
    assert f'href="{pairs["partner"][1].get_absolute_url()}"' not in html


def test_translation_follows_a_planned_page_when_its_time_has_come(world, client, monkeypatch):
    case, pairs = world
    page = translate(case)
    case = type(case).objects.get(pk=case.pk)
    case.unpublish()
    begin = timezone.now() + timedelta(weeks=3)
    case.themes.clear()
    case.go_live_at = begin
    publish(case)
    address = f'href="{pairs["theme"][1].get_absolute_url()}"'
    assert address in client.get(page.url).text
    monkeypatch.setattr(timezone, "now", lambda: begin)
    assert run_due() == []
    assert address not in client.get(page.url).text


def test_record_translated_later_is_shown_in_english(home, client):
    theme = factories.ThemeFactory(name="Wonen")
    case = factories.CasePageFactory(themes=[theme])
    page = translate(case)
    assert f'href="{theme.get_absolute_url()}"' in client.get(page.url).content.decode()
    housing = english(theme, "Housing")
    assert f'href="{housing.get_absolute_url()}"' in client.get(page.url).content.decode()
    assert f'data-entry="{page.pk}"' in client.get(housing.get_absolute_url()).content.decode()


def test_switch_offers_only_what_exists(world, client):
    case, _pairs = world
    html = client.get(case.url).content.decode()
    assert "Nog niet in het Engels" in html
    assert "hreflang" not in html
    page = translate(case)
    html = client.get(case.url).content.decode()
    assert f'href="{page.url}" hreflang="en"' in html
    assert f'<link rel="alternate" hreflang="en" href="http://127.0.0.1:8000{page.url}">' in html
    page.unpublish()
    assert "Nog niet in het Engels" in client.get(case.url).content.decode()


def test_no_aliases_are_made(world):
    case, _pairs = world
    translate(case)
    factories.CasePageFactory()
    assert not Page.objects.filter(alias_of__isnull=False).exists()


def test_english_detail_asks_no_more_than_dutch(world, client, django_assert_max_num_queries):
    page = translate(world[0])
    client.get(page.url)
    with django_assert_max_num_queries(18):
        client.get(page.url)


TABLE = {
    "data": [["Jaar", "Wie"], ["2015", "bewoners"], ["2016", "bewoners"], [None, ""]], "table_caption": "Partners",
    "first_row_is_table_header": True, "first_col_is_header": False, "cell": [], "mergeCells": [],
}  # fmt: skip
WORDS = {"Jaar": "Year", "Wie": "Who", "bewoners": "residents", "Partners": "Partners in it"}


def test_table_is_translated_cell_by_cell_and_numbers_stay(home, client):
    case = factories.CasePageFactory(title="Stadslab", body=[("table", TABLE)])
    translate(case)
    source = TranslationSource.objects.get_for_instance(case)
    pieces = [row for row in source.stringsegment_set.order_by("order") if row.context.path.startswith("body")]
    assert [row.string.data for row in pieces] == ["Partners", "Jaar", "Wie", "bewoners", "bewoners"]
    for row in pieces:
        StringTranslation.objects.filter(translation_of=row.string, context=row.context).update(
            data=WORDS[row.string.data]
        )
    page = save_again(source)
    table = page.body[0].value
    assert table["data"] == [["Year", "Who"], ["2015", "residents"], ["2016", "residents"], [None, ""]]
    assert table["table_caption"] == "Partners in it"
    html = client.get(page.url).text
    assert "residents" in html and "bewoners" not in html


def test_row_put_into_a_table_keeps_what_was_translated(home):
    case = factories.CasePageFactory(title="Stadslab", body=[("table", TABLE)])
    translate(case)
    source = TranslationSource.objects.get_for_instance(case)
    for row in source.stringsegment_set.filter(string__data="bewoners"):
        StringTranslation.objects.filter(translation_of=row.string, context=row.context).update(data="residents")
    value = {**TABLE, "data": [["Jaar", "Wie"], ["2014", "ouders"], *TABLE["data"][1:]]}
    block = case.body.raw_data[0]["id"]
    case.body = [{"type": "table", "value": value, "id": block}]
    case.body = case._meta.get_field("body").to_python(case.body)
    publish(case)
    source.update_from_db()
    assert save_again(source).body[0].value["data"][1:3] == [["2014", "ouders"], ["2015", "residents"]]


def save_again(source):
    """Publish the English page of `source` anew."""
    translation = Translation.objects.get(source=source, target_locale=get_locale("en"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return translation.get_target_instance().specific


def test_words_of_an_image_are_english_on_an_english_page(home, client):
    image = factories.SiteImageFactory(
        alt="Een bank.", caption="De bank.", source="Eigen tekening", alt_en="A bench.", caption_en="The bench.",
        source_en="Own drawing",
    )  # fmt: skip
    plain = factories.SiteImageFactory(alt="Een boom.", caption="De boom.")
    body = [("figure", {"image": image, "caption": ""}), ("figure", {"image": plain, "caption": ""})]
    case = factories.CasePageFactory(title="Stadslab", hero_image=image, body=body)
    page = translate(case)
    dutch, english_page = client.get(case.url).text, client.get(page.url).text
    for here, there in (("Een bank.", "A bench."), ("De bank.", "The bench."), ("Eigen tekening", "Own drawing")):
        assert (here in dutch, there in dutch) == (True, False)
        assert (here in english_page, there in english_page) == (False, True)
    assert "De boom." in english_page  # no English words: the Dutch ones
