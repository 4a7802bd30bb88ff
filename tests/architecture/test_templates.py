"""Templates: readable in the repository, squeezed in the page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
WIDEST = 140
PATH_DATA = re.compile(r'(?<=\sd=")[^"{]+(?=")')
TAG = re.compile(r"<[^>]*>")
VERBATIM = re.compile(r"<(pre|textarea|script|style)\b.*?</\1>", re.DOTALL)
PAGES = ["/", "/contact/", "/zoeken/?q=wonen", "/feeds/", "/bestaat-niet/"]


def test_no_line_is_wide_outside_path_data():
    wide = [
        f"{path.relative_to(ROOT)}:{number} has {len(rest)}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(rest := PATH_DATA.sub("", line)) > WIDEST
    ]
    assert wide == []


def test_nothing_is_set_outside_the_blocks_of_a_template_that_extends():
    """Django runs only the blocks of such a template: a heading that is set beside them is empty."""
    lost = []
    for path in TEMPLATES:
        text, depth = path.read_text(encoding="utf-8"), 0
        for tag in re.findall(r"{%-?\s*(\w+)", text) if "{% extends" in text else []:
            depth += {"block": 1, "endblock": -1}.get(tag, 0)
            if depth == 0 and tag not in {"extends", "load", "endblock", "comment", "endcomment"}:
                lost.append(f"{path.relative_to(ROOT)}: {tag}")
    assert lost == []


def test_path_data_stands_in_drawings():
    assert [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if path.parent.name != "drawings" and PATH_DATA.search(path.read_text(encoding="utf-8"))
    ] == []


@pytest.mark.parametrize("url", PAGES)
def test_a_page_is_sent_without_the_layout_of_its_templates(url, client, home):
    html = TAG.sub("<>", VERBATIM.sub("", client.get(url).content.decode()))
    assert re.findall(r".{0,60}(?:\n|  ).{0,60}", html) == []
