"""Fields that their form gives no label are named in the language of the screen."""

import pytest
from django import forms
from django.urls import reverse
from django.utils import translation

CHOOSERS = ["wagtailsnippetchoosers_directory_theme", "wagtailsnippetchoosers_directory_organisation"]


class Unlabelled(forms.Form):
    locale = forms.CharField()
    own = forms.CharField(label="Locale")


@pytest.mark.parametrize(("language", "label"), [("nl", "Taal"), ("en", "Locale")])
def test_name_of_a_field_is_translated(language, label):
    with translation.override(language):
        form = Unlabelled()
        assert (form["locale"].label, form["own"].label) == (label, "Locale")


@pytest.mark.django_db
@pytest.mark.parametrize("chooser", CHOOSERS)
def test_filter_of_a_chooser_is_dutch(chief_editor, chooser):
    html = chief_editor.get(reverse(f"{chooser}:choose")).json()["html"]
    assert 'name="locale"' in html and "Taal" in html
    assert "Locale" not in html
