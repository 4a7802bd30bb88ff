"""Widgets of the editing screens are started from data: what Wagtail writes as a script is read whole, and nothing else."""

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.widgets import AdminPageChooser
from wagtail.images.widgets import AdminImageChooser

from editorial.csp_widgets import read_line, start
from tests import factories

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(JSON, max_size=3))
def test_any_line_is_read_back(arguments):
    line = f"new PageChooser({', '.join(json.dumps(argument) for argument in arguments)});"
    assert read_line(line) == ("PageChooser", arguments)


@pytest.mark.parametrize(
    "line", ["alert(1); alert(2)", "x = 1", "", "new A(", "a.b(1)", "f(window)", "(function() {})()"]
)
def test_any_other_script_is_an_error(line):
    with pytest.raises(ValueError):
        read_line(line)


@given(st.text())
def test_words_cannot_leave_the_attribute(words):
    element = start("Chooser", words)
    assert element.count("<") == 2 and element.count('"') == 4
    assert json.loads(html.unescape(re.search(r'data-arguments="([^"]*)"', element)[1])) == [words]


@pytest.mark.django_db
def test_choosers_have_no_script(home):
    page = factories.CasePageFactory(title="</script><b>", hero_image=factories.SiteImageFactory())
    for widget, value in (
        (AdminPageChooser(), page.pk),
        (AdminImageChooser(), page.hero_image_id),
        (AdminPageChooser(), None),
    ):
        written = widget.render("veld", value, {"id": "id_veld"})
        assert "<script" not in written and "data-start=" in written and "</script><b>" not in written
