"""Numbers that programs read from a results page are digits, whatever the language writes between thousands."""

from types import SimpleNamespace

from django.template.loader import render_to_string


def test_addresses_and_counts_are_not_written_as_prose(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    option = SimpleNamespace(value="wonen", label="Wonen", number=12345, chosen=False)
    facet = SimpleNamespace(name="theme", label="Thema", first=[option], rest=[])
    html = render_to_string("components/facets.html", {"facets": [facet]})
    assert '<data value="12345">' in html
    passage = SimpleNamespace(pk=65537, language="nl")
    place = SimpleNamespace(passage=passage, url_suffix="", label="Kop", label_html="Kop", snippet="Tekst")
    hit = SimpleNamespace(entry=SimpleNamespace(pk=12345, language="nl"), url="/", passages=[place])
    html = render_to_string("components/hit.html", {"hit": hit, "LANGUAGE_CODE": "nl"})
    assert 'data-entry="12345"' in html and 'data-passage="65537"' in html
