"""Each word of an entry leads to the paragraph that it stands in."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from core.entries.content_html import BODY_START, PARAGRAPHS, add_anchors, split_sections
from search.query.snippets import find_anchor
from tests import factories
from tests.publishing import publish
from tests.translations import publish_english_copy

OTHERS = re.compile(r"[pt](-\d+)*")  # pages of documents and lines of transcripts
LEAVES = st.sampled_from(["<p>{}</p>", "<p><b>{}</b></p>", "{}", "<p data-no-passage>niet</p>", "<p></p>",
        "<figure><img alt='{}'></figure>", "<div><b>{}</b></div>", "<table><tr><td>{}</td></tr></table>"])  # fmt: skip
TREES = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from(["<ul><li>%s</li></ul>", "<blockquote>%s</blockquote>", "<div>%s</div>", "<ol><li>{}%s</li></ol>"]),
        st.lists(inner, min_size=1, max_size=3),
    ).map(lambda pair: pair[0] % "".join(pair[1])),
    max_leaves=8,
)  # fmt: skip
HEADS = st.sampled_from(["Aanpak", "P", "T 9", "P-2", "Body text", "Aanpak 2", ""]).map("<h3>{}</h3>".format)
PAGES = st.lists(st.one_of(TREES, TREES, HEADS, st.just(BODY_START)), max_size=9).map("".join)


def fill(html: str) -> str:
    """Return HTML with a word of its own at each empty place."""
    parts = html.split("{}")
    return parts[0] + "".join(f"woord{number}x{part}" for number, part in enumerate(parts[1:]))


@given(PAGES)
def test_each_offset_leads_to_the_element_that_holds_the_text(page):
    html = add_anchors(fill(page))
    tree = BeautifulSoup(html, "html.parser")
    seen = []
    for _heading, anchor, text, marks in split_sections(html):
        first = set()  # outermost paragraphs whose words lead to the heading
        for word in re.finditer(r"woord\d+x", text):
            place = tree.find(string=re.compile(word.group())) or tree.find(alt=word.group())
            around = place.find_parents(PARAGRAPHS)
            exact = find_anchor(anchor, marks, word.start())
            target = tree.find(id=exact)
            if target is not None and target.name in PARAGRAPHS:
                assert not around or any(one is target for one in around), (word, html)
            elif around:
                first.add(id(around[-1]))
            seen.append(word.group())
        assert len(first) <= 1, html
    assert sorted(seen) == sorted(set(re.findall(r"woord\d+x", html)))


@given(PAGES)
def test_ids_are_unique_stable_and_no_ids_of_pages_or_lines(page):
    page = fill(page)
    html = add_anchors(page)
    ids = [element["id"] for element in BeautifulSoup(html, "html.parser").find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert not any(OTHERS.fullmatch(one) for one in ids)
    assert add_anchors(html) == html
    assert re.sub(r' id="[^"]*"', "", html) == page.replace(BODY_START, "")


def test_only_paragraphs_after_the_first_have_an_id():
    html = "<h2>Aanpak</h2><p>Een.</p><p>Twee.</p><ul><li>Drie.</li><li><p>Vier.</p></li></ul><h2>Slot</h2><p>Uit.</p>"
    assert re.findall(r'<(\w+) id="([^"]+)"', add_anchors(html)) == [
        ("h2", "aanpak"), ("p", "aanpak-2"), ("li", "aanpak-3"), ("li", "aanpak-4"), ("h2", "slot"),
    ]  # fmt: skip
    assert add_anchors("<p>Alleen.</p>") == "<p>Alleen.</p>"


def test_a_body_without_a_heading_is_no_part_of_the_field_above_it():
    above = '<h2 id="question">De vraag</h2><p>Hoe?</p>'
    sections = list(split_sections(add_anchors(f"{above}{BODY_START}<p>Zo.</p><p>En zo.</p><h2>Slot</h2><p>Uit.</p>")))
    assert sections == [
        ("De vraag", "question", "Hoe?", ()),
        ("", "body-text", "Zo.\nEn zo.", ((4, "body-text-2"),)),
        ("Slot", "slot", "Uit.", ()),
    ]
    assert add_anchors(f"{above}{BODY_START}<h2>Slot</h2>").count("body-text") == 0


TEXT = "".join(f"<p>Alinea nummer {number} gaat over gewone dingen.</p>" for number in range(1, 8))
BODIES = {
    "text": f"{TEXT}<p>Hier staat de kwartelkoning in.</p><p>De negende.</p>",
    "list": f"{TEXT}<ul><li>Eerste punt.</li><li>Een <b>kwartelkoning</b>.</li></ul><p>Het slot.</p>",
    "heading": f"<h2>Aanpak</h2>{TEXT}<p>Hier staat de kwartelkoning in.</p>",
}


@pytest.mark.django_db
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("model", ["CasePageFactory", "ArticlePageFactory", "EpisodePageFactory"])
def test_a_hit_leads_to_the_paragraph_with_the_word(client, home, model, body):
    page = getattr(factories, model)(body=[("text", BODIES[body])])
    english = publish_english_copy(page, "Copy")
    factories.do_work()
    found = []
    for entry, address in ((page, "/zoeken/"), (english, "/en/search/")):
        tree = BeautifulSoup(client.get(address, {"q": "kwartelkoning"}).text, "html.parser")
        hit = tree.select_one(f'article[data-entry="{entry.pk}"] a[data-passage]')
        path, _hash, anchor = hit["href"].partition("#")
        target = BeautifulSoup(client.get(path).text, "html.parser").find_all(id=anchor)
        assert path == entry.url
        assert [(one.name, "kwartelkoning" in one.text) for one in target] == [("li" if body == "list" else "p", True)]
        found.append(" ".join(hit.parent.text.split()))
    for text, label in zip(found, ("Aanpak", "Aanpak") if body == "heading" else ("Tekst", "Text"), strict=True):
        assert label in text, text


@pytest.mark.django_db
def test_a_hit_in_the_text_of_a_page_leads_to_its_paragraph(client, home):
    page = factories.StandardPageFactory(title="Privacy", body=[("text", BODIES["heading"])])
    publish(page)
    factories.do_work()
    assert f'href="{page.url}#aanpak-8"' in client.get("/zoeken/", {"q": "kwartelkoning"}).text
    html = client.get(page.url).text
    assert '<p id="aanpak-8"' in html and 'id="aanpak"' in html
