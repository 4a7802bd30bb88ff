"""Words of a picture that an English page has in Dutch alone say so, for a screen reader."""

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils import translation

from tests import factories

pytestmark = pytest.mark.django_db
DUTCH = {"alt": "Een plein", "caption": "Het plein in mei", "source": "Eigen werk"}


def read_languages(language: str, image, caption="") -> dict[str, str | None]:
    """Return {words: language that their element names} of a figure on a page in `language`."""
    with translation.override(language):
        values = {"image": image, "caption": caption or image.localized_caption}
        figure = BeautifulSoup(render_to_string("components/figure.html", values), "html.parser")
        assert f": {image.localized_source} " in figure.figcaption.get_text()  # words do not run together
    found = {span.get_text(strip=True): span.get("lang") for span in figure.find_all("span") if not span.find("span")}
    return {figure.img["alt"]: figure.img.get("lang"), **found}


def test_dutch_words_on_an_english_page_name_their_language(home):
    image = factories.SiteImageFactory(**DUTCH)
    found = read_languages("en", image)
    assert [found[words] for words in DUTCH.values()] == ["nl"] * 3
    assert set(read_languages("nl", image).values()) == {None}
    assert read_languages("en", image, "Our own words")["Our own words"] is None


def test_english_words_need_no_language(home):
    english = {"alt_en": "A square", "caption_en": "The square in May", "source_en": "Own work"}
    found = read_languages("en", factories.SiteImageFactory(**DUTCH, **english))
    assert [found[words] for words in english.values()] == [None] * 3
