"""What completeness says of an entry, rule by rule."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue

from core.entries.findings import Weight
from core.models import Contribution, EntryPage
from directory.localisation import get_locale
from editorial.completeness import completeness
from editorial.completeness.contents import iterate_leaves
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def case(module_db):
    factories.get_home()
    return factories.CasePageFactory(
        result="<p>Er is meer groen.</p>", lessons="<p>Begin klein.</p>", approach="<p>Wij zaaiden.</p>", question_owner="De buurt",
        themes=[factories.ThemeFactory()], places=[factories.PlaceFactory()],
        contributions=[Contribution(name="Jo Bakker", role="author")],
    )  # fmt: skip


def find(entry, **changes):
    """Return {rule: finding} of an entry with these values, as an editor has it who did not save."""
    entry = type(entry).objects.get(pk=entry.pk)
    for name, value in changes.items():
        setattr(entry, name, value)
    return {finding.rule: finding for finding in completeness(entry)}


def test_a_complete_entry_has_no_findings(case):
    assert find(case) == {}


@pytest.mark.parametrize("name", ["lead", "question"])
def test_what_publication_needs_blocks(case, name):
    finding = find(case, **{name: "  "})[name]
    assert (finding.weight, finding.field) == (Weight.BLOCKS, name)


@pytest.mark.parametrize("name", ["result", "lessons", "approach", "question_owner"])
def test_what_a_reader_misses_advises(case, name):
    finding = find(case, **{name: "<p> </p>" if name != "question_owner" else ""})[name]
    assert (finding.weight, finding.field) == (Weight.ADVICE, name)


def test_theme_and_place(case):
    found = find(case, themes=[], places=[])
    assert {rule: found[rule].field for rule in found} == {"theme": "themes", "place": "places"}


@pytest.mark.parametrize("kind", ["case", "article", "interview", "practice", "report"])
def test_who_cites_misses_the_author(kind):
    entry = EntryPage.kinds()[kind](title="Zonder naam", locale=get_locale("nl"))
    entry.contributions = [Contribution(name="Jo Bakker", role="contact")]
    (finding,) = [one for one in completeness(entry) if one.rule == "author"]
    assert (finding.weight, finding.field) == (Weight.ADVICE, "contributions")
    entry.contributions = [Contribution(name="Jo Bakker", role="author")]
    assert "author" not in {one.rule for one in completeness(entry)}


def test_headings(case):
    body = [("text", "<h3>Klein</h3><p>Woorden.</p>")]
    finding = find(case, body=body)["headings"]
    assert "Klein" in finding.text and finding.field.startswith("body.")
    assert "headings" not in find(case, body=[("text", "<h2>Groot</h2><h3>Klein</h3><p>Woorden.</p>")])
    amp = [("text", "<h3>Zon &amp; wind</h3><p>Woorden.</p>")]
    assert "“Zon & wind”" in find(case, body=amp)["headings"].text
    assert "zonder woorden" in find(case, body=[("text", "<h2>&nbsp;</h2><p>Woorden.</p>")])["headings"].text
    assert "401" in find(case, body=[("text", f"<p>{'woord ' * 401}</p>")])["headings"].text


def test_pictures(case):
    image = factories.SiteImageFactory(maker="", title="Bankje")
    type(image).objects.filter(pk=image.pk).update(alt="")
    image.refresh_from_db()
    found = find(case, hero_image=image)
    assert {"alt", "maker"} == set(found)
    assert found["alt"].field == "hero_image" and found["alt"].url.endswith(f"/{image.pk}/")
    within = find(case, body=[("figure", {"image": image, "caption": ""}), ("figure", {"image": image, "caption": ""})])
    assert {"alt", "maker"} == set(within) and within["alt"].field.startswith("body.")
    type(image).objects.filter(pk=image.pk).update(is_decorative=True, maker="Jo")
    image.refresh_from_db()
    assert find(case, hero_image=image) == {}


@pytest.mark.parametrize(("people", "found"), [("", {"people"}), ("none", set()), ("agreed", set())])
def test_people_in_a_picture(case, people, found):
    image = factories.SiteImageFactory(people=people, title="Rij wachtenden")
    assert set(find(case, hero_image=image)) == found


def test_documents(case):
    document = factories.SiteDocumentFactory(maker="", title="Verslag")
    found = find(case, body=[("document", {"document": document, "text": ""})])
    assert {"summary", "maker"} == set(found)
    assert "Verslag" in found["summary"].text


def test_links(case):
    hidden = factories.CasePageFactory(publish=False, title="Nog niet klaar")
    body = f'<h2>Kop</h2><p><a linktype="page" id="{hidden.pk}">hier</a> <a linktype="page" id="999999">daar</a> <a href="">&lt;ergens&gt; &amp; elders</a></p>'
    texts = [one.text for one in completeness(change(case, body=[("text", body)])) if one.rule == "links"]
    assert len(texts) == 3
    assert "Nog niet klaar" in texts[0] and "daar" in texts[1] and "“<ergens> & elders”" in texts[2]


def change(entry, **changes):
    entry = type(entry).objects.get(pk=entry.pk)
    for name, value in changes.items():
        setattr(entry, name, value)
    return entry


def test_language_gives_hints(case):
    long = f"<h2>Kop</h2><p>{'Wij lopen door de straat en ' * 6}zien huizen.</p><p>Een subsidiariteitsbeginsel.</p>"
    found = find(case, body=[("text", long)])
    assert {found["sentences"].weight, found["words"].weight} == {Weight.HINT}
    assert "subsidiariteitsbeginsel" in found["words"].text
    assert "words" not in find(
        case, body=[("text", "<h2>Kop</h2><p>Op de bewonersavond sprak de woningcorporatie.</p>")]
    )


def test_recording_without_captions_blocks(case):
    episode = factories.EpisodePageFactory(publish=False, recording_url="https://www.youtube.com/watch?v=aqz-KE-bpKQ")
    found = {finding.rule: finding for finding in completeness(episode)}
    assert found["captions"].weight == found["consent"].weight == Weight.BLOCKS
    assert "<a" not in found["consent"].text


@pytest.mark.parametrize("kind", sorted(EntryPage.kinds()))
def test_every_kind_can_be_asked_before_it_is_saved(case, kind):
    model = EntryPage.kinds()[kind]
    entry = model(locale=case.locale)
    assert all(entry._meta.get_field(name) for name in entry.expected_fields)
    assert {"title", "lead", "theme", "place"} <= {finding.rule for finding in completeness(entry)}


def test_number_of_queries_does_not_grow(case):
    counts = []
    for number in (1, 3):
        images = [factories.SiteImageFactory() for _ in range(number)]
        links = "".join(f'<p><a linktype="page" id="{case.pk}">{at}</a></p>' for at in range(number))
        entry = change(
            case, body=[*(("figure", {"image": image}) for image in images), ("text", f"<h2>Kop</h2>{links}")]
        )
        with CaptureQueriesContext(connection) as queries:
            completeness(entry)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_paths_are_those_of_the_edit_form(case):
    body = StreamValue(
        case.body.stream_block, [("gallery", {"heading": "", "figures": [{"image": None, "caption": ""}]})]
    )
    paths = [leaf.path for leaf in iterate_leaves(change(case, body=body)) if leaf.path.startswith("body")]
    assert paths[-1].endswith(".caption") and len(paths[-1].split(".")) == 5
