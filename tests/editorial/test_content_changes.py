"""Who made the last change of content: a save without a change, a comment and a date are none."""

import json
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.content_changes import find_last_editor, is_same_content, read_content
from tests import factories

BLOCK = {"type": "text", "value": '<p data-block-key="a1">Een.</p>', "id": "1"}


def version(**content):
    """Return a version with this content; no database is asked for it."""
    return SimpleNamespace(content=content)


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ({"title": "A"}, {"title": "B"}, False),
        ({"title": "A", "live": True, "locked": False}, {"title": "A", "live": False, "locked": True}, True),
        ({"lead": '<p data-block-key="x">A</p>'}, {"lead": '<p data-block-key="y">A</p>'}, True),
        ({"body": json.dumps([BLOCK])}, {"body": json.dumps([{**BLOCK, "id": "2"}])}, True),
        ({"body": json.dumps([BLOCK])}, {"body": json.dumps([BLOCK, BLOCK])}, False),
        ({"body": json.dumps([{**BLOCK, "value": {"page": 1}}])}, {"body": json.dumps([{**BLOCK, "value": {"page": 2}}])}, False),
        ({"rows": [{"pk": None, "page": 1, "name": "A"}]}, {"rows": [{"pk": 7, "page": 1, "name": "A"}]}, True),
        ({"rows": [{"pk": 7, "name": "A"}]}, {"rows": [{"pk": 7, "name": "B"}]}, False),
        ({"themes": [1]}, {"themes": [1, 2]}, False),
        ({"title": "A", "wagtail_admin_comments": []}, {"title": "A", "wagtail_admin_comments": [{"text": "?"}]}, True),
        ({"title": "A"}, {"title": "A", "new_field": "x"}, True),
        ({"goal": "", "owner_name": None}, {"goal": '<p data-block-key="a"></p>', "owner_name": ""}, True),
    ],
)  # fmt: skip
def test_versions_are_compared_by_what_they_say(before, after, same):
    assert is_same_content(version(**before), version(**after)) is same


@given(
    st.dictionaries(
        st.text(max_size=8), st.text() | st.integers() | st.none() | st.lists(st.integers(), max_size=3), max_size=5
    )
)
def test_any_stored_value_is_read(content):
    assert is_same_content(version(**content), version(**content))
    assert set(read_content(version(**content))) <= set(content)


@pytest.mark.django_db
def test_last_change_is_found_behind_saves_without_one(home):
    first, second, third = (factories.UserFactory() for _ in range(3))
    page = factories.CasePageFactory(publish=False, owner=first)
    page.question = "En wat nog?"
    page.save_revision(user=first)
    page.lead = "Een andere inleiding."
    page.save_revision(user=second)
    page.save_revision(user=third)
    latest = page.save_revision(user=third)
    assert find_last_editor(page, latest) == second.pk
    made, own = page.revisions.order_by("created_at")[:2]
    assert (find_last_editor(page, made), find_last_editor(page, own)) == (None, first.pk)
    page.title = "En een andere titel"
    assert find_last_editor(page, page.save_revision(user=None)) is None
