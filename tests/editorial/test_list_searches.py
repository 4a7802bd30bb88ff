"""Every list and chooser of the editing screens can be searched, whatever its model and the database's search have."""

import pytest

from directory.models import Organisation, Person, Place, Theme
from tests import factories
from tests.editorial.admin_addresses import list_patterns

pytestmark = pytest.mark.django_db
SHOWN = (200, 301, 302)
TYPED = ("Kweepeer", "kwee peer", "'\"", "a", "%", "é*")
RECORDS = {
    Organisation: factories.OrganisationFactory,
    Person: factories.PersonFactory,
    Place: factories.PlaceFactory,
    Theme: factories.ThemeFactory,
}


def list_searchable() -> list[str]:
    """Return the addresses without a part to fill in of lists, their results and choosers."""
    ends = (
        "list",
        "index",
        "results",
        "list_results",
        "index_results",
        "choose",
        "choose_results",
        "chooser",
        "search",
    )
    found = {route for route, name, parts in list_patterns() if not parts and name.split(":")[-1].endswith(ends)}
    return sorted("/" + route.replace("^", "").replace("$", "") for route in found)


def test_no_search_of_a_list_fails(administrator, home):
    for make in RECORDS.values():
        make(name="Kweepeer")
    addresses, wrong = list_searchable(), []
    assert len(addresses) > 50
    for address in addresses:
        for typed in TYPED[:2] if "results" not in address else TYPED:
            response = administrator.get(address, {"q": typed, "kind": "", "locale": "", "p": "1"})
            if response.status_code not in (*SHOWN, 400, 404):
                wrong.append((address, typed, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("model", RECORDS)
def test_a_part_of_a_name_finds_a_record(administrator, home, model):
    RECORDS[model](name="Kweepeer")
    RECORDS[model](name="Mispel")
    address = f"/beheer/snippets/directory/{model._meta.model_name}/results/"
    text = administrator.get(address, {"q": "weepe", "locale": ""}).text
    assert "Kweepeer" in text and "Mispel" not in text
