"""Slugs of titles without Latin letters, and times that the clock skips or repeats."""

import pytest
from django import forms

from core.entries.slugs import make_free_slug
from core.models import IndexPage
from knowledge.models import CasePage
from tests import factories
from tests.editorial.forms import posted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("title", ["Привет мир", "مرحبا بالعالم", "你好世界", "🙂🙂"])
def test_a_page_saved_without_a_form_gets_a_slug(home, title):
    page, other = factories.CasePageFactory(title=title, slug=""), factories.CasePageFactory(title=title, slug="")
    assert page.slug and other.slug == f"{page.slug}-2" and page.slug.isascii()


def test_forms_of_all_pages_make_a_slug(home):
    parent = IndexPage.objects.first() or factories.IndexPageFactory()
    user = factories.UserFactory(is_superuser=True)
    for model in (CasePage, IndexPage):
        form_class = model.get_edit_handler().get_form_class()
        for title, slug in (("Привет", None), ("Wonen in Laak", "wonen-in-laak")):
            around = {"instance": model(), "parent_page": parent, "for_user": user}
            form = form_class({**posted(form_class(**around)), "title": title, "slug": ""}, **around)
            form.is_valid()
            assert "slug" not in form.errors
            assert form.cleaned_data["slug"] == (slug or make_free_slug(model(title=title), parent))


@pytest.mark.parametrize("typed", ["29-03-2026 02:30", "25-10-2026 02:30"])
def test_a_time_that_the_clock_skips_or_repeats(typed):
    class Form(forms.Form):
        start = forms.DateTimeField()

    [told] = Form({"start": typed}).errors["start"]
    assert "de klok" in told and "een uur eerder of later" in told


def test_records_too(home):
    first, second = factories.ThemeFactory(name="Привет"), factories.ThemeFactory(name="Привет")
    assert first.slug and second.slug not in {"", first.slug}
