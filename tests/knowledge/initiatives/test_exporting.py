"""The export for who may edit: imported again it changes nothing, also of what readers do not see."""

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.csv_cells import make_safe
from knowledge.initiatives.csv_file import decode, read_rows
from knowledge.initiatives.importing import Fate, count_fates, import_rows
from knowledge.models import Initiative
from tests import factories

pytestmark = pytest.mark.django_db
EXPORT, PUBLIC = "/beheer/initiatieven/initiatieven.csv", "/initiatieven/initiatieven.csv"
records = st.lists(st.tuples(st.sampled_from(["Laak", "Zorg, welzijn", "laak"]), st.booleans()), min_size=1, max_size=4)
initiatives = st.lists(
    st.fixed_dictionaries({
        "name": st.sampled_from(["Buurttuin", "buurttuin", "=SOM(1)"]),
        "sentence": st.sampled_from(["", "Koffie;  thee", "-1 gedoe"]),
        "sentence_en": st.sampled_from(["", "Coffee"]),
        "phase": st.sampled_from(Initiative.Phase.values),
        "since": st.none() | st.integers(1900, 2100),
        "shown": st.booleans(),
        "place": st.none() | st.integers(0, 3),
        "themes": st.sets(st.integers(0, 3)),
    }), max_size=5,
)  # fmt: skip


def read_all() -> list[tuple]:
    """Return what is stored of every initiative."""
    return [
        (values, sorted(Initiative.objects.get(pk=values["id"]).themes.values_list("pk", flat=True)))
        for values in Initiative.objects.order_by("pk").values()
    ]


def import_again(response) -> dict:
    """Import an answer; return the number of lines of each fate."""
    return count_fates(import_rows(read_rows(decode(response.content))))


def make(factory, described) -> list:
    """Make records from (name, whether they are public)."""
    found = [factory(name=name) for name, _shown in described]
    for record, (_name, is_public) in zip(found, described, strict=True):
        if not is_public:
            record.unpublish()
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(places=records, themes=records, rows=initiatives)
def test_every_export_is_read_back_without_a_change(home, administrator, places, themes, rows):
    with transaction.atomic():
        places, themes = make(factories.PlaceFactory, places), make(factories.ThemeFactory, themes)
        for row in rows:
            place = None if row["place"] is None else places[row["place"] % len(places)]
            chosen = {themes[number % len(themes)] for number in row["themes"]}
            factories.InitiativeFactory(**row | {"place": place, "themes": chosen})
        stored = read_all()
        fates = import_again(administrator.get(EXPORT))
        assert fates.keys() <= {Fate.SAME, Fate.DUPLICATE} and sum(fates.values()) == len(rows)
        assert read_all() == stored
        transaction.set_rollback(True)


def test_the_public_file_neither_names_hidden_records_nor_takes_them_away(home, client):
    [place], themes = (
        make(factories.PlaceFactory, [("Duinpad", False)]),
        make(factories.ThemeFactory, [("Regenwater", False), ("Wonen", True)]),
    )
    factories.InitiativeFactory(name="Buurttuin", place=place, themes=themes)
    factories.InitiativeFactory(name="Verborgen", shown=False)
    stored, response = read_all(), client.get(PUBLIC)
    assert "Buurttuin" in response.text and "Wonen" in response.text
    assert not any(text in response.text for text in ("Duinpad", "duinpad", "Regenwater", "Verborgen"))
    assert import_again(response) == {Fate.SAME: 1} and read_all() == stored


def test_a_file_that_names_a_hidden_place_twice_over_is_one_initiative(home):
    [place] = make(factories.PlaceFactory, [("Duinpad", False)])
    factories.InitiativeFactory(name="Buurttuin", place=place, who="Buren")
    fates = count_fates(import_rows(read_rows("naam;plek;wie\nBuurttuin;Duinpad;Straat\nBuurttuin;;Plein\n")))
    assert fates == {Fate.CHANGED: 1, Fate.DUPLICATE: 1}
    assert Initiative.objects.get().who == "Straat" and Initiative.objects.get().place == place


def test_a_hidden_place_that_no_initiative_has_is_unknown(home):
    make(factories.PlaceFactory, [("Duinpad", False)])
    assert count_fates(import_rows(read_rows("naam;plek\nBuurttuin;Duinpad\n"))) == {Fate.REFUSED: 1}


def test_files_are_read_in_either_language(home, client, administrator):
    factories.InitiativeFactory(name="Buurttuin", phase="finished", shown=False)
    factories.InitiativeFactory(name="Moestuin", phase="lasting")
    answers = administrator.get(EXPORT), client.get(PUBLIC)
    assert "afgerond" in answers[0].text and "nee" in answers[0].text and make_safe("Buurttuin") in answers[0].text
    with translation.override("en"):
        assert import_again(answers[0]) == {Fate.SAME: 2}
        assert import_again(answers[1]) == {Fate.SAME: 1}


def test_what_readers_see_is_read_or_refused(home):
    factories.InitiativeFactory(name="Buurttuin")
    rows = read_rows("naam;lezers zien het\nBuurttuin;Nee\nMoestuin;misschien\n")
    assert count_fates(import_rows(rows)) == {Fate.CHANGED: 1, Fate.REFUSED: 1}
    assert [one.shown for one in Initiative.objects.all()] == [False]


def test_only_who_imports_gets_the_file(home, client, researcher, chief_editor):
    assert client.get(EXPORT).status_code == 302 and researcher.get(EXPORT).status_code in {302, 403}
    response = chief_editor.get(EXPORT)
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    assert f'href="{EXPORT}"' in chief_editor.get("/beheer/snippets/knowledge/initiative/").text
