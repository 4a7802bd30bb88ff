"""Templates of the site: clean, as safe as they were, and done with what they were given."""

import gc
import weakref

import pytest
from django.template import TemplateDoesNotExist, engines
from django.utils.safestring import SafeString


class Given:
    """Something that a view gives to a template."""


def test_nothing_that_a_view_gave_waits_for_the_garbage_collector(rf):
    given = Given()
    gone, template = weakref.ref(given), engines["django"].from_string("{% with one=given %}{{ one }}{% endwith %}")
    gc.disable()
    try:
        template.render({"given": given}, rf.get("/"))
        del given
        assert gone() is None
    finally:
        gc.enable()


def test_what_is_rendered_is_clean_and_safe():
    text = engines["django"].from_string("<b>{{ text }}</b>").render({"text": "a\x08b & c"})
    assert text == "<b>a b &amp; c</b>"
    assert isinstance(text, SafeString)


def test_a_missing_template_says_which_one():
    with pytest.raises(TemplateDoesNotExist, match=r"missing\.html"):
        engines["django"].from_string("{% include 'missing.html' %}").render()
