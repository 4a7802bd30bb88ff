"""The loaded site: what there is, in which languages, and that every page can be read."""

from collections import Counter

import pypdfium2
import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import Translation

from accounts.models import User
from core.blocks import BodyBlock
from core.listings.listing import Listing
from core.models import EntryPage, HomePage, IndexPage, StandardPage
from directory.models import Organisation, Person, Place, Theme
from knowledge.models import Initiative
from media.models import SiteDocument, SiteImage
from talkshows.models import AgendaPage, EpisodePage, SeriesPage
from tests.clients import sign_in
from tests.demo.wordings import read

pytestmark = pytest.mark.usefixtures("demo")


def count(model) -> tuple[int, int]:
    """(Dutch, English) of a kind, public."""
    objects = model.objects.live() if issubclass(model, Page) else model.objects.all()
    return objects.filter(locale__language_code="nl").count(), objects.filter(locale__language_code="en").count()


def test_counts():
    assert {kind: count(model) for kind, model in EntryPage.kinds().items() if kind != "walk"} == {
        "case": (10, 1), "practice": (4, 1), "coalition": (2, 2), "dossier": (2, 1), "agreement": (4, 2),
        "series": (2, 1), "episode": (14, 4), "gathering": (5, 1), "report": (6, 1), "article": (6, 1),
        "interview": (3, 1), "minutes": (4, 1), "edition": (2, 1), "demand": (13, 3), "offer": (13, 3),
    }  # fmt: skip
    assert {model.__name__: count(model) for model in (HomePage, IndexPage, StandardPage, AgendaPage)} == {
        "HomePage": (1, 1), "IndexPage": (8, 8), "StandardPage": (5, 5), "AgendaPage": (1, 1),
    }  # fmt: skip
    assert {model.__name__: count(model) for model in (Theme, Place, Organisation, Person)} == {
        "Theme": (7, 7), "Place": (13, 13), "Organisation": (21, 21), "Person": (4, 4),
    }  # fmt: skip


def test_every_initiative_of_the_file_is_there():
    assert list(Initiative.objects.values_list("place__slug", "shown")) == [
        ("laakkwartier", True), ("den-haag", True), ("den-haag", True), (None, True), ("buiksloterham", True), ("laak", True),
    ]  # fmt: skip


def test_site_begins_at_home():
    site = Site.objects.get()
    assert (site.hostname, site.port, site.site_name, site.is_default_site) == ("localhost", 80, "Stadskennis", True)
    assert site.root_page.specific_class is HomePage
    assert set(Page.objects.filter(depth=2).values_list("slug", flat=True)) == {"home", "home-en"}


def test_menus():
    shown = Page.objects.filter(depth=3, show_in_menus=True, locale__language_code="nl").order_by("path")
    assert [page.slug for page in shown] == [
        "stadslabs", "dossiers", "talkshows", "publicaties", "agenda", "vraag-en-aanbod", "nieuw-hier", "over", "toegankelijkheid",
        "privacy", "colofon",
    ]  # fmt: skip


def test_episodes_have_every_state():
    series = SeriesPage.objects.get(slug="den-haag-draait-door", locale__language_code="nl")
    episodes = EpisodePage.objects.child_of(series).order_by("number")
    assert [episode.state for episode in episodes] == [
        "recorded", "recorded", "announced", "cancelled", "announced", "announced", "announced",
    ]  # fmt: skip
    assert [bool(episode.start) for episode in episodes] == [True, True, True, True, False, False, False]


def test_every_block_is_used_twice():
    pages = list(EntryPage.objects.specific())
    used = Counter(block.block_type for page in pages if page.locale.language_code == "nl" for block in page.body)
    assert set(used) == set(BodyBlock().child_blocks)
    assert {kind: number for kind, number in used.items() if number < 2} == {}


def test_related_blocks_hold_entries():
    found = [
        block.value["entries"]
        for page in EntryPage.objects.all()
        for block in page.body
        if block.block_type == "related"
    ]
    assert all(len(entries) == 2 for entries in found)


def test_every_page_is_valid():
    for page in Page.objects.filter(depth__gt=1).specific():
        page.full_clean()
        for name in ("body",):
            if hasattr(page, name):
                page.body.stream_block.clean(page.body)


@pytest.mark.slow_first
def test_every_page_answers(client):
    for page in Page.objects.live().filter(depth__gt=1):
        response = client.get(page.url, headers={"host": "localhost"})
        assert (page.url, response.status_code) == (page.url, 200)
        assert "@example.org" not in response.text


def test_english_entries_have_english_records():
    entries = EntryPage.objects.live().filter(locale__language_code="en")
    assert entries.count() == 23
    for entry in entries:
        records = [
            *entry.localized_themes,
            *entry.localized_places,
            *(organisation for _label, organisation, _role in entry.localized_partners),
        ]
        assert entry.localized_themes
        assert {record.locale.language_code for record in records} == {"en"}


def test_records_are_in_english():
    for model in (Theme, Place, Organisation):
        dutch = dict(model.objects.filter(locale__language_code="nl").values_list("translation_key", "intro"))
        english = dict(model.objects.filter(locale__language_code="en").values_list("translation_key", "intro"))
        assert dutch.keys() == english.keys()
        assert [key for key in dutch if dutch[key] == english[key]] == []
    assert (
        Organisation.objects.get(
            slug="civic-technology", parent__slug__startswith="the-hague"
        ).parent.locale.language_code
        == "en"
    )
    assert Place.objects.get(slug="the-hague").name == "The Hague"


def test_records_are_valid():
    for model in (Theme, Place, Organisation, Person):
        for record in model.objects.all():
            record.full_clean()


def test_people_do_not_exist():
    for person in Person.objects.all():
        assert "Voorbeeld" in person.name
        assert person.email == ""


def test_translations_are_up_to_date():
    assert {
        translation.get_progress()[0] - translation.get_progress()[1] for translation in Translation.objects.all()
    } == {0}
    administrator = sign_in(User.objects.get(username="beheerder"))
    for page in Page.objects.filter(locale__language_code="en"):
        response = administrator.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert (response.status_code, "js-translation-editor" in response.text) == (200, True)


def test_pictures_are_described():
    images = SiteImage.objects.all()
    assert images.count() == len(read("images")) >= 8
    for image in images:
        image.full_clean()
        assert len(image.alt) > 60
        assert (image.maker, image.source, image.licence) == ("Redactie Stadskennis", "Eigen tekening", "cc-by-4.0")
        assert (image.width, image.height, image.file.size < 60_000) == (1200, 800, True)


def test_documents_have_pages_of_text():
    documents = SiteDocument.objects.all()
    assert documents.count() == 8
    for document in documents:
        with document.open_file() as file:
            pdf = pypdfium2.PdfDocument(file.read())
        texts = [page.get_textpage().get_text_range() for page in pdf]
        assert len(texts) >= 2
        assert min(len(text) for text in texts) > 400
        assert pdf.get_metadata_dict()["Title"] == document.title


def words_of(entry) -> tuple[int, int]:
    """(words, headings) of an entry, in all its passages."""
    passages = list(entry.get_passages())
    return sum(len(f"{p.heading} {p.text}".split()) for p in passages), sum(bool(p.anchor) for p in passages)


def test_stories_are_long_enough():
    entries = EntryPage.objects.filter(locale__language_code="nl").specific()
    found = {entry.slug: words_of(entry) for entry in entries}
    assert len(found) >= 45
    assert sum(words for words, _headings in found.values()) >= 15_000
    cards = {entry.slug for entry in entries if entry.kind in {"demand", "offer"}}  # these are short
    assert {slug: words for slug, (words, _headings) in found.items() if words < (60 if slug in cards else 150)} == {}
    assert sum(words >= 600 and headings >= 3 for words, headings in found.values()) >= 12


def test_every_filter_value_holds_two_entries(client):
    for language in ("nl", "en"):
        listing = Listing(RequestFactory().get("/"), Locale.objects.get(language_code=language).pk)
        fields = {field["name"]: field["options"] for field in listing.fields}
        assert set(fields) == {"kind", "theme", "place", "organisation", "year"}
        if language == "nl":
            for name, options in fields.items():
                few = []
                for option in options:
                    request = RequestFactory().get("/", {name: option["value"]})
                    if Listing(request, listing.locale_id).count < 2:
                        few.append(option["value"])
                assert (name, few) == (name, [])
