"""The file that readers download, of either language and in any order: imported again, unedited, it changes nothing."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.localisation import get_locale
from knowledge.initiatives.csv_file import decode, read_rows
from knowledge.initiatives.importing import Fate, import_rows
from knowledge.models import Initiative
from tests import factories
from tests.knowledge.initiatives.test_exporting import initiatives, make, read_all, records

pytestmark = pytest.mark.django_db
DUTCH, ENGLISH = "/initiatieven/initiatieven.csv", "/en/initiatives/initiatives.csv"


def translate(record, name: str, **values):
    """Make the English translation of a record."""
    copy = record.copy_for_translation(get_locale("en"))
    copy.name, copy.slug, copy.live = name, values.pop("slug", ""), record.live
    copy.save()
    return copy


def plan(response_or_text) -> list[tuple]:
    """Import; return the name, fate and notes of each line."""
    text = getattr(response_or_text, "content", None)
    rows = read_rows(decode(text) if text is not None else response_or_text)
    return [(row.name, row.fate, row.notes) for row in import_rows(rows)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(places=records, themes=records, rows=initiatives, path=st.sampled_from([DUTCH, ENGLISH]), sort=st.booleans())
def test_unedited_file_changes_nothing(home, client, places, themes, rows, path, sort):
    with transaction.atomic():
        places, themes = make(factories.PlaceFactory, places), make(factories.ThemeFactory, themes)
        for record in (*places[1:], *themes[1:]):
            translate(record, places[0].name)
        for row in rows:
            place = None if row["place"] is None else places[row["place"] % len(places)]
            chosen = {themes[number % len(themes)] for number in row["themes"]}
            factories.InitiativeFactory(**row | {"place": place, "themes": chosen})
        stored = read_all()
        fates = {fate for _name, fate, _notes in plan(client.get(path, {"sort": "since"} if sort else {}))}
        assert fates <= {Fate.SAME, Fate.DUPLICATE}
        assert read_all() == stored
        transaction.set_rollback(True)


@pytest.mark.parametrize("path", [DUTCH, ENGLISH])
def test_every_initiative_stays_the_same(home, client, path):
    district, quarter = factories.PlaceFactory(name="Centrum"), factories.PlaceFactory(name="Centrum")
    theme, other = factories.ThemeFactory(name="Zorg, sport en welzijn"), factories.ThemeFactory(name="Leefbaarheid")
    translate(quarter, "Centre"), translate(theme, "Care, sport and welfare"), translate(other, "Liveability")
    for number, place in enumerate((district, quarter)):
        one = {"name": "Buurttuin", "place": place, "themes": [theme, other]}
        factories.InitiativeFactory(**one, sentence=f"Tuin {number}.", sentence_en="A garden." if number else "")
    stored = read_all()
    assert plan(client.get(path)) == [("Buurttuin", Fate.SAME, [])] * 2
    assert read_all() == stored


def test_english_sentence_is_edited_in_the_english_file_and_the_dutch_one_stays(home, client):
    factories.InitiativeFactory(name="Buurttuin", sentence="Een tuin.")
    text = client.get(ENGLISH).text
    assert "Een tuin." in text
    [(_name, fate, notes)] = plan(text.replace("Een tuin.", "A garden."))
    one = Initiative.objects.get()
    assert (fate, len(notes), one.sentence, one.sentence_en) == (Fate.CHANGED, 1, "Een tuin.", "A garden.")
    plan(client.get(ENGLISH).text.replace("A garden.", ""))
    one = Initiative.objects.get()
    assert (one.sentence, one.sentence_en) == ("Een tuin.", "")


def test_names_of_every_language_lead_to_the_record_that_editors_choose(home):
    place, theme = factories.PlaceFactory(name="Haven"), factories.ThemeFactory(name="Wonen")
    translate(place, "Harbour"), translate(theme, "Housing", slug="housing")
    plan("naam;plek;thema's\nBuurttuin;harbour;Housing\nMoestuin;Haven;wonen\n")
    assert [(one.place, *one.themes.all()) for one in Initiative.objects.all()] == [(place, theme)] * 2


def test_a_name_in_another_language_does_not_hide_a_dutch_one(home):
    square, other = factories.PlaceFactory(name="Plein"), factories.PlaceFactory(name="Markt")
    translate(other, "Plein"), translate(square, "Square")
    plan("naam;plek\nBuurttuin;Plein\n")
    assert Initiative.objects.get().place == square


def test_doubles_are_told_apart_by_what_the_line_says(home, client):
    for since, shown in ((2020, False), (2021, True), (2022, True)):
        factories.InitiativeFactory(name="Buurttuin", since=since, shown=shown)
    stored = read_all()
    assert plan(client.get(DUTCH, {"sort": "since"})) == [("Buurttuin", Fate.SAME, [])] * 2
    assert read_all() == stored
