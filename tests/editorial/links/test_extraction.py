"""Which addresses of a page are read, and that no text breaks the reading."""

from hypothesis import given
from hypothesis import strategies as st

from editorial.links.extraction import _list_texts, clean_address, read_text


def test_links_in_html_and_addresses_alone_are_read():
    html = '<p><a href="https://a.example/x#top">Hier</a> <a linktype="page" id="3">nee</a> <a href="mailto:a@b.example">nee</a></p>'
    assert list(read_text(html)) == [("https://a.example/x", "Hier")]
    assert list(read_text("https://b.example/?a=1")) == [("https://b.example/?a=1", "")]
    assert list(read_text("Zie https://c.example/ voor meer")) == []


def test_texts_inside_stream_fields_are_found():
    data = {
        "title": "T",
        "body": '[{"type": "text", "value": "<a href=\\"/x/\\">y</a>"}]',
        "rows": [{"url": "https://d.example/"}],
    }
    assert [pair for text in _list_texts(data) for pair in read_text(text)] == [
        ("/x/", "y"),
        ("https://d.example/", ""),
    ]


def test_what_is_no_address_of_the_web_is_left_out():
    for url in (
        "javascript:alert(1)",
        "//elders.example/",
        "http://",
        "http://[::1",
        "https://a.example:99999999/",
        "ftp://a.example/",
        "\0",
    ):
        assert clean_address(url) == ""
    assert clean_address("https://a.example/" + "x" * 3000) == ""


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    for value in (text, f"<a href='{text}'>x</a>", f"https://{text}"):
        for url, _words in read_text(value):
            assert clean_address(url) == url
