"""What changed in the original since the last version of a translation is named: texts that were taken out, and texts that are back."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from directory.localisation import get_locale
from editorial.groups import RESEARCHER, TRANSLATOR
from editorial.translations.changes import Changes, find_changes
from editorial.translations.table import make_rows
from editorial.translations.target import find_translation
from knowledge.models.coalition import CoalitionPhase
from tests import factories
from tests.clients import sign_in
from tests.publishing import find_task_state, publish, submit
from tests.translations import translate

pytestmark = pytest.mark.django_db
TABLE = {
    "data": [["Jaar", "Partners"], ["2015", "7"]],
    "table_caption": "Partners per jaar",
    "first_row_is_table_header": True,
}
STALE = "het origineel is sindsdien gewijzigd"


class World:
    """A coalition that is on the site in two languages, and who works on it."""

    def __init__(self):
        self.original = factories.CoalitionPageFactory(
            title="Coalitie",
            body=[
                ("text", "<p>Eerste alinea &amp; meer.</p><p>Tweede <b>alinea</b>.</p>"),
                ("info_box", {"heading": "Kader", "text": "<ul><li>een punt</li></ul>"}),
                ("table", TABLE),
            ],
        )
        self.page = translate(self.original)
        self.clients = {role: sign_in(factories.UserFactory(role)) for role in (TRANSLATOR, RESEARCHER)}

    def change(self, **values):
        """Publish the original with other values, and take its texts over."""
        self.publish_original(**values)
        find_translation(self.page).source.update_from_db()

    def publish_original(self, **values):
        original = type(self.original).objects.get(pk=self.original.pk)
        for name, value in values.items():
            setattr(original, name, value)
        publish(original)

    def body(self):
        return list(type(self.original).objects.get(pk=self.original.pk).body.raw_data)

    def changes(self) -> Changes:
        page = type(self.page).objects.get(pk=self.page.pk)
        return find_changes(find_translation(page), page)

    def translate_texts(self):
        """Translate every text that is not translated yet."""
        source = find_translation(self.page).source
        for segment in source.stringsegment_set.annotate_translation(self.page.locale).filter(translation=None):
            StringTranslation.objects.create(
                translation_of=segment.string, locale=self.page.locale, context=segment.context,
                data=f"English {segment.string.data}",
            )  # fmt: skip

    def write(self):
        find_translation(self.page).save_target(publish=False)

    def bar(self, role=TRANSLATOR) -> str:
        return self.clients[role].get(reverse("translation_bar", args=[self.page.pk])).text


@pytest.fixture(scope="module")
def made(module_db):
    return World()


def test_nothing_is_named_when_the_original_has_the_same_texts(world):
    assert world.changes() == Changes()
    world.change()
    assert world.changes() == Changes() and "met de volgende versie" not in world.bar()


def test_texts_that_were_taken_out_are_named_until_a_version_lacks_them(world):
    text, _box, table = world.body()
    text = {**text, "value": "<p>Eerste alinea &amp; meer.</p>"}
    world.change(what_it_does="", body=[text, table], phases=[CoalitionPhase(title="Begin", period="2020")])
    found = world.changes()
    assert (found.changed, found.returned) == ([], [])
    assert sorted(found.removed) == [
        "Fasen (“Begin”, “2020”, “Nu”)",
        "Tekst (“Tweede alinea.”, “Kader”, “een punt”)",
        "Wat de coalitie doet (“Partners delen wat zij leren.”)",
    ]
    assert "Uit het origineel gehaald, en met de volgende versie ook hier weg: " in world.bar()
    world.write()
    assert world.changes() == Changes()


def test_words_that_were_taken_out_are_named(world):
    text, *others = world.body()
    world.change(body=[{**text, "value": "<p>Eerste alinea &amp; meer.</p>"}, *others])
    assert world.changes().removed == ["Tekst (“Tweede alinea.”)"]


def test_table_without_a_row(world):
    text, box, table = world.body()
    world.change(body=[text, box, {**table, "value": {**TABLE, "data": [["2015", "7"]]}}])
    assert world.changes().removed == ["Tekst (“Jaar”, “Partners”)"]


def test_text_that_is_back_is_named_until_a_version_has_it(world):
    world.change(lead="Een andere inleiding.")
    assert world.changes() == Changes()  # not translated yet, which is said of it
    world.translate_texts()
    assert world.changes().changed == ["Inleiding (“English Een andere inleiding.”)"]
    world.write()
    world.change(lead="Een coalitie in de stad.")
    assert world.changes() == Changes(returned=["Inleiding (“Een coalitie in de stad.”)"])
    assert "Hier staat weer een eerdere tekst, die met de volgende versie meegaat: Inleiding" in world.bar()
    world.write()
    assert world.changes() == Changes()


def test_block_that_was_taken_out_and_put_back(world):
    text, box, table = world.body()
    world.change(body=[text, table])
    world.write()
    world.change(body=[text, box, table])
    assert world.changes() == Changes(returned=["Tekst (“Kader”, “een punt”)"])


def test_what_waits_says_what_it_still_has_and_can_be_written_anew(world):
    submit(world.page, world.clients[TRANSLATOR].user)
    world.change(what_it_does="")
    assert "Uit het origineel gehaald, en nog wel in wat er wacht: Wat de" in world.bar(RESEARCHER)
    assert reverse("board_write", args=[world.page.pk]) in world.bar(RESEARCHER)
    world.clients[RESEARCHER].post(reverse("board_write", args=[world.page.pk]))
    latest = type(world.page).objects.get(pk=world.page.pk).get_latest_revision_as_object()
    assert (latest.what_it_does, find_task_state(world.page) is not None) == ("", True)
    assert "Uit het origineel gehaald" not in world.bar(RESEARCHER)


def test_text_that_is_back_is_not_in_what_waits(world):
    world.change(lead="Een andere inleiding.")
    world.translate_texts()
    world.write()
    submit(type(world.page).objects.get(pk=world.page.pk), world.clients[TRANSLATOR].user)
    world.change(lead="Een coalitie in de stad.")
    assert "Hier staat weer een eerdere tekst, die niet zit in wat er wacht: Inleiding" in world.bar(RESEARCHER)


def test_original_that_was_published_again_is_said_until_its_texts_are_taken_over(world):
    words = "Het origineel is opnieuw gepubliceerd nadat de teksten hier zijn overgenomen."
    assert words not in world.bar()
    world.publish_original(what_it_does="")
    assert words in world.bar() and "Uit het origineel gehaald" not in world.bar()
    world.change()
    assert words not in world.bar() and "Uit het origineel gehaald" in world.bar()


def test_bar_of_many_texts_takes_as_many_queries_as_of_few(
    world, django_assert_num_queries, django_assert_max_num_queries
):
    world.change(what_it_does="", phases=[])
    with django_assert_max_num_queries(12) as asked:
        world.changes()
    rows = [CoalitionPhase(title=f"Fase {number}", period="2020") for number in range(5)]
    world.change(body=[*world.body(), {"type": "text", "value": "<p>Nog een.</p>"}], phases=rows)
    world.translate_texts()
    world.write()
    world.change(what_it_does="", body=[], phases=[])
    assert len(world.changes().removed) == 2
    with django_assert_num_queries(len(asked)):
        world.changes()


def read_words(*pages) -> list[str]:
    return [row.cells[1].words for row in make_rows(pages, [get_locale("nl"), get_locale("en")], True)]


def test_table_says_that_the_original_changed_until_a_version_has_it(world):
    [words] = read_words(world.original)
    assert STALE not in words
    world.publish_original(what_it_does="")
    assert STALE in read_words(world.original)[0]
    world.change()
    assert STALE in read_words(world.original)[0]
    world.write()
    assert STALE not in read_words(world.original)[0]
    world.change()
    assert STALE not in read_words(world.original)[0]


def test_table_of_many_changed_originals_takes_as_many_queries_as_of_one(world, django_assert_num_queries):
    others = [factories.CoalitionPageFactory(title=f"Coalitie {number}", body=[]) for number in range(2)]
    for page in others:
        translate(page)
    world.change(what_it_does="")
    with django_assert_num_queries(9) as asked:
        assert STALE in read_words(world.original)[0]
    for page in others:
        page.refresh_from_db()
        page.what_it_does = ""
        publish(page)
    for translation in Translation.objects.filter(source__object_id__in=[page.translation_key for page in others]):
        translation.source.update_from_db()
    with django_assert_num_queries(len(asked)):
        assert all(STALE in words for words in read_words(world.original, *others))
