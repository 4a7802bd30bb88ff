"""An edition on paper holds the whole text of its articles, each id once."""

import re

import pytest

from core.models import CollectedEntry
from publications.printing import prefix_ids
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_articles_on_one_page(client, home):
    text = "<h2>Vraag</h2><p>Wat deed de %s?</p>"
    entries = [
        factories.ArticlePageFactory(title=name, slug=name, body=factories.make_text(text % name))
        for name in ("een", "twee")
    ]
    entries.append(factories.CasePageFactory(title="drie", slug="drie"))
    hidden = factories.ArticlePageFactory(title="Verborgen", slug="verborgen", publish=False)
    rows = [CollectedEntry(target=entry) for entry in [*entries, hidden]]
    edition = factories.EditionPageFactory(collected=rows)
    html = client.get(f"{edition.url}print/").text
    assert "Wat deed de een?" in html and "Wat deed de twee?" in html and "Verborgen" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) and html.count('name="robots" content="noindex"') == 1
    assert f"{edition.url}print/" in client.get(edition.url).text


def test_ids_and_what_points_at_them_are_renamed_together():
    html = '<h2 id="x">A</h2><a href="#x">B</a><section aria-labelledby="x y"><p data-id="x">'
    assert prefix_ids(html, "a1-") == (
        '<h2 id="a1-x">A</h2><a href="#a1-x">B</a><section aria-labelledby="a1-x a1-y"><p data-id="x">'
    )
