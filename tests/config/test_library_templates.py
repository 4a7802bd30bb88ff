"""The places in templates of libraries whose English is replaced stand there still, and are replaced."""

from pathlib import Path

import pytest
from django.template import engines
from django.template.loader import get_template
from django.utils import translation

from config.library_templates import REPLACEMENTS, translate_template

PLACES = [(name, english) for name, pairs in REPLACEMENTS.items() for english, _translated in pairs]


@pytest.mark.parametrize(("name", "english"), PLACES)
def test_place_is_in_the_librarys_template(name, english):
    source = Path(get_template(name).origin.name).read_text(encoding="utf-8")
    assert english in source
    assert english not in translate_template(name, source)


def test_loader_gives_the_translated_template():
    template = engines["django"].get_template("wagtailadmin/shared/headers/_actions.html")
    with translation.override("nl"):
        assert 'aria-label="Acties"' in template.render({})
    assert translate_template("core/entry_page.html", 'value="Search"') == 'value="Search"'
