"""Texts are cleaned when they come in: by forms of all kinds, drafts, and what saves without a form."""

import json

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.db.models.functions import Concat
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Revision

from characters.cleaning import clean_data, is_fit
from core.forms.contact import ContactForm
from directory.localisation import get_locale
from directory.models import Theme
from knowledge.models import CasePage
from tests import factories

pytestmark = pytest.mark.django_db
DIRTY, LINE, LINES = "Wijkavond\x0bdeel\x00 twee\uffff", "Wijkavond deel twee", "Wijkavond\ndeel twee"


def test_form_fields():
    class Form(forms.Form):
        line = forms.CharField()
        lines = forms.CharField(widget=forms.Textarea)
        secret = forms.CharField(widget=forms.PasswordInput, strip=False)

    form = Form({"line": DIRTY, "lines": DIRTY, "secret": "a\x0bb"})
    assert form.is_valid()
    assert form.cleaned_data == {"line": LINE, "lines": LINES, "secret": "a\x0bb"}


@pytest.mark.parametrize("text", ["\u200b", "\u200d \ufeff", "\u3164", "\x0b\x01"])
def test_a_line_that_does_not_show_is_empty(text):
    class Form(forms.Form):
        title = forms.CharField()

    assert Form({"title": text}).errors["title"] == ["Dit veld is verplicht."] or Form({"title": text}).errors["title"]
    assert not Form({"title": text}).is_valid()


def test_public_form():
    form = ContactForm({"name": DIRTY, "email": "a@voorbeeld.nl", "message": DIRTY})
    assert form.is_valid() and form.cleaned_data["message"] == LINES and form.cleaned_data["name"] == LINE
    assert not ContactForm({"email": "a\x00@voorbeeld.nl", "message": "x"}).is_valid()


def test_pages_records_and_rows_that_are_saved_without_a_form(home):
    body = [("text", f"<p>{DIRTY}</p>"), ("quote", {"quote": DIRTY, "name": DIRTY, "role": ""})]
    page = factories.CasePageFactory(title=DIRTY, lead=DIRTY, shared_goal=f"<p>{DIRTY}</p>", body=body)
    stored = CasePage.objects.get(pk=page.pk)
    assert (page.title, stored.title, stored.lead, stored.shared_goal) == (LINE, LINE, LINES, f"<p>{LINES}</p>")
    assert stored.body[0].value.source == f"<p>{LINES}</p>" and stored.body[1].value["quote"] == LINES
    theme = factories.ThemeFactory(name=DIRTY)
    assert theme.name == LINE


def test_drafts(home):
    page = factories.CasePageFactory()
    page.title, page.lead, page.body = DIRTY, "\ud800a", [("text", f"<p>{DIRTY}\udfff</p>")]
    revision = Revision.objects.get(pk=page.save_revision(clean=False).pk)
    assert revision.content["title"] == LINES and revision.content["lead"] == "a"
    assert json.loads(revision.content["body"])[0]["value"] == f"<p>{LINES}</p>"
    revision.publish()
    assert CasePage.objects.get(pk=page.pk).title == LINE


def test_a_title_that_does_not_show_is_refused_without_a_form_too(home):
    with pytest.raises(ValidationError):
        factories.CasePageFactory(title="\u200b\u200d", slug="leeg")
    with pytest.raises(ValidationError):
        factories.ThemeFactory(name="\u200b")


def test_what_a_queryset_writes_without_saving(home):
    themes = Theme.objects.bulk_create(
        [Theme(name=DIRTY, intro=DIRTY, slug=f"t{number}", locale=get_locale("nl")) for number in range(2)]
    )
    stored = Theme.objects.filter(pk__in=[theme.pk for theme in themes])
    assert set(stored.values_list("name", "intro")) == {(LINE, LINES)}
    stored.update(name=f"Nog {DIRTY}", intro=DIRTY)
    assert set(stored.values_list("name", "intro")) == {(f"Nog {LINE}", LINES)}
    for theme in themes:
        theme.intro = f"Weer {DIRTY}"
    Theme.objects.bulk_update(themes, ["intro"])
    stored.update(name=Concat(F("name"), Value("!")))
    assert set(stored.values_list("name", "intro")) == {(f"Nog {LINE}!", f"Weer {LINES}")}


TEXTS = st.text(st.sampled_from('aë\\ubfrn07d"[{}\t\n\r\b\x00\x0b\x7f\x85\u2028\ud83d\ude00\ufeff\uffff')) | st.text()
LEAVES = TEXTS | st.integers() | st.none() | st.dates()
DATA = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner) | st.dictionaries(TEXTS, inner) | st.lists(TEXTS).map(json.dumps) | st.lists(inner).map(tuple)
    ),
    max_leaves=8,
)


@given(DATA)
def test_data_is_fit_only_where_cleaning_changes_nothing(data):
    assert not is_fit(data) or clean_data(data) == data


@pytest.mark.parametrize("text", ["", "Café “Zon”", json.dumps([{"value": "Café\n“Zon”"}]), "<p>1 &amp; 2</p>\n"])
def test_usual_data_is_fit(text):
    assert is_fit({"body": [{"type": "text", "value": text}], "number": 1})
