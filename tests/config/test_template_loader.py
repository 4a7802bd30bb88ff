"""The template loader: what it leaves of the white space of a template's layout."""

import pytest
from django.conf import settings
from django.template import Context, Engine
from django.template.base import TextNode
from django.template.loader import get_template

from config.template_loader import WhitespaceMinifier, is_minifiable

PLAIN = Engine(libraries={"i18n": "django.templatetags.i18n"}, builtins=["django.templatetags.i18n"])


def render(source: str, **values) -> str:
    """Return a template rendered after it was squeezed."""
    template = PLAIN.from_string(source)
    WhitespaceMinifier().minify(template.nodelist)
    return template.render(Context(values))


@pytest.mark.parametrize(
    ("source", "squeezed"),
    [
        ("<p>\n  <b>a</b>\n  <b>b</b>\n</p>\n", "<p><b>a</b><b>b</b></p>"),
        ("<b>a</b> <b>b</b>", "<b>a</b> <b>b</b>"),
        ("<p>\n  one\n  two  three\n</p>", "<p>one two three</p>"),
        ("<p>\n  {{ a }},\n  {{ b }}\n  word\n</p>", "<p>A, B word</p>"),
        ("{% if a %}\n  <i>x</i>\n{% else %}\n  y\n{% endif %}\n", "<i>x</i>"),
        ("{% if a %} <i>x</i>{% endif %}", " <i>x</i>"),
        ("word\n{% if a %}\n  more\n{% endif %}", "wordmore"),
        ('<a\n  href="/"\n  {% if a %}class="b"{% endif %}\n  hidden>', '<a href="/" class="b" hidden>'),
        ('<a\n  href="/"\n>x</a>', '<a href="/">x</a>'),
        ('<a title="a > b\n c">\n  x\n</a>', '<a title="a > b c">x</a>'),
        ("<h{{ n }}>\n  x\n</h{{ n }}>", "<h2>x</h2>"),
        ("<pre>\n a\n  b\n</pre>\n<p>", "<pre>\n a\n  b\n</pre><p>"),
        ("<textarea>\n  {{ a }}\n</textarea>\n", "<textarea>\n  A\n</textarea>"),
        ("<script>\n  a < b\n</script>\n<p>", "<script>\n  a < b\n</script><p>"),
        ("a < b\nand c > d", "a < b and c > d"),
        ("{# note #}\n{% comment %}\n  note\n{% endcomment %}\n<p>", "<p>"),
        ("{% blocktranslate trimmed %}\n  one\n  two\n{% endblocktranslate %}", "one two"),
        ("{% blocktranslate %}one\n two{% endblocktranslate %}", "one\n two"),
    ],
)
def test_white_space_of_the_layout_goes(source, squeezed):
    assert render(source, a="A", b="B", n=2) == squeezed


def test_values_keep_their_white_space():
    assert render("<p>\n  {{ text }}\n</p>", text="a\n\n  b") == "<p>a\n\n  b</p>"


def test_each_branch_begins_where_its_tag_stands():
    source = '<p{% if a %} title="{% else %}>\n  one\n{% endif %}'
    assert render(source, a="") == "<p>one"


def test_what_is_squeezed_stays_the_same_when_squeezed_again():
    template = PLAIN.from_string("<p>\n  {{ a }}\n  <b>\n    x\n  </b> y\n</p>")
    for _time in range(2):
        WhitespaceMinifier().minify(template.nodelist)
        assert template.render(Context({"a": "A"})) == "<p>A<b>x</b> y</p>"


def test_only_pages_of_this_site_are_squeezed():
    folder = settings.TEMPLATES[0]["DIRS"][0]
    names = [
        f"{folder}/base.html",
        f"{folder}/drawings/map.svg",
        f"{folder}/search/saved_mail.txt",
        "/elsewhere/base.html",
    ]
    assert [is_minifiable(name) for name in names] == [True, True, False, False]


def test_templates_of_other_packages_are_loaded_as_they_are():
    nodes = get_template("wagtailadmin/generic/index_results.html").template.nodelist
    assert any("\n" in node.s for node in nodes.get_nodes_by_type(TextNode))
