"""Pasted texts in a real editor: some samples, and the small case of tracked changes."""

from pathlib import Path

import pytest

from tests.real_files import pasted
from tests.real_files.editor import open_editor

pytestmark = [pytest.mark.browser]
CASES = Path(__file__).parent / "cases"


def test_no_word_is_lost_and_nothing_hidden_is_shown(browser):
    assert pasted.judge_samples(pasted.make_samples(seed=7, count=5), browser) == []


def test_tracked_changes_and_comments_do_not_come_along(browser):
    with open_editor(browser=browser) as editor:
        blocks, notice = editor.paste((CASES / "word-wijzigingen.html").read_text(encoding="utf-8"))
    assert [block["text"] for block in blocks] == ["Wij doen graag mee."]
    assert notice
