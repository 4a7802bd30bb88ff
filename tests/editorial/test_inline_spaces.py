"""Words that stand beside each other on the board's screens are apart: the loader takes a line break next to a tag out."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.TEMPLATES[0]["DIRS"][0] / "editorial").glob("*.html"))
_GLUED = re.compile(r"</(?:a|b|strong|em)>\n\s*<(?:time|small|span)\b")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_link_and_what_follows_it_are_apart(path):
    assert _GLUED.findall(path.read_text(encoding="utf-8")) == []
