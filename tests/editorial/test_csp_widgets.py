"""Widgets of the editing screens are started from data: what Wagtail writes as a script is read whole, and nothing else."""

import html
import json
import logging
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.telepath import JSContext
from wagtail.admin.widgets import AdminDateInput, AdminPageChooser
from wagtail.images.widgets import AdminImageChooser

from editorial import csp_widgets
from editorial.csp_widgets import SUPPORTED_WIDGETS, parse_init_call, render_widget
from tests import factories

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.lists(JSON, max_size=3))
def test_any_line_is_read_back(arguments):
    line = f"new PageChooser({', '.join(json.dumps(argument) for argument in arguments)});"
    assert parse_init_call(line) == ("PageChooser", arguments)


@pytest.mark.parametrize(
    "line",
    [
        "alert(1); alert(2)",
        "x = 1",
        "",
        "new A(",
        "a.b(1)",
        "f(window)",
        "(function() {})()",
        "Other(1)",
        "Chooser(window)",
    ],
)
def test_any_other_script_is_an_error(line):
    with pytest.raises(ValueError):
        parse_init_call(line)


@given(st.text())
def test_words_cannot_leave_the_attribute(words):
    element = render_widget("Chooser", words)
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


def test_both_lists_of_widgets_are_the_same():
    script = (Path(settings.ROOT_DIR) / "site" / "static" / "js" / "admin_start.js").read_text(encoding="utf-8")
    lists = re.findall(r"^const (?:NEW|CALL) = (\[[^\]]*\])", script, re.MULTILINE)
    assert sorted(name for names in lists for name in json.loads(names)) == sorted(SUPPORTED_WIDGETS)


@pytest.mark.django_db
def test_an_unknown_script_is_left_to_the_policy_and_told_once(home, admin_client, monkeypatch, caplog):
    page = factories.CasePageFactory(title="Geheime titel", hero_image=factories.SiteImageFactory())
    monkeypatch.setattr(AdminImageChooser, "js_constructor", "NewKindOfChooser")  # as an upgrade would
    monkeypatch.setattr(csp_widgets, "_logged", set())
    with caplog.at_level(logging.WARNING, logger="editorial"):
        pages = [admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])) for _time in range(2)]
    for response in pages:
        assert response.status_code == 200
        words = response.content.decode()
        assert len(re.findall(r"<script>new NewKindOfChooser\(", words)) == words.count("NewKindOfChooser") == 1
        assert 'data-start="SnippetChooser"' in words and 'data-start="initDateChooser"' in words
        assert "script-src 'self'" in response.headers["Content-Security-Policy"].split("; ")
    told = [record.getMessage() for record in caplog.records if record.name == "editorial"]
    assert told == [
        "the policy of the editing screens refuses the inline script of wagtail.images.widgets.AdminImageChooser: "
        "see editorial.csp_widgets"
    ]


@pytest.mark.django_db
def test_calendars_keep_what_was_typed(home, admin_client):
    page = factories.CasePageFactory()
    words = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    starts = re.findall(r'data-start="init\w+" data-arguments="([^"]*)"', words)
    assert starts and all(json.loads(html.unescape(one))[1]["validateOnBlur"] is False for one in starts)
    packed = JSContext().pack(AdminDateInput())
    assert packed["_type"] == "wagtail.widgets.AdminDateInput" and packed["_args"][0]["validateOnBlur"] is False
