"""Names stand as in a register: whatever case, accent or article they begin with."""

import re

import pytest

from directory.name_order import make_sort_key
from tests import factories

NAMES = ["de Alliantie", "AM", "Beter Wonen", "Élan", "haag wonen", "Het Esloo", "Staedion", "’t Zand"]
IN_ORDER = ["de Alliantie", "AM", "Beter Wonen", "Élan", "Het Esloo", "haag wonen", "Staedion", "’t Zand"]


def test_article_case_and_accent_do_not_count():
    assert sorted(NAMES, key=make_sort_key) == IN_ORDER
    assert make_sort_key("De") == "de" and make_sort_key("Delft") == "delft"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "path"),
    [
        (factories.OrganisationFactory, "/organisaties/"),
        (factories.ThemeFactory, "/themas/"),
        (factories.PlaceFactory, "/plekken/"),
        (factories.PersonFactory, "/mensen/"),
        (factories.OrganisationFactory, "/"),
    ],
)
def test_lists_of_records_are_in_that_order(client, home, factory, path):
    values = {"consent": True} if factory is factories.PersonFactory else {}
    for name in reversed(NAMES):
        factory(name=name, **values)
    text = client.get(path).text
    named = re.findall(rf">({'|'.join(NAMES)})</a>", text)
    assert named == IN_ORDER
