"""Every icon that a screen of the desk asks for is there: one that is not leaves a hole before its words."""

import re
from pathlib import Path

from django.conf import settings
from wagtail.admin.icons import get_icons

ASKED = re.compile(r"""(?:\bicon=|\bicon name=|icon_name=|\bicon = |header_icon = |menu_icon = )["']([\w-]+)["']""")


def test_every_icon_that_is_asked_for_is_there():
    there = set(re.findall(r'id="icon-([\w-]+)"', get_icons()))
    root = Path(settings.ROOT_DIR)
    files = [*root.glob("templates/**/*.html")]
    files += [
        path
        for folder in ("site", "knowledge", "talkshows", "search", "publications")
        for path in (root / folder).rglob("*.py")
    ]
    asked = {(name, path.name) for path in files for name in ASKED.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 40
    assert [one for one in sorted(asked) if one[0] not in there] == []
