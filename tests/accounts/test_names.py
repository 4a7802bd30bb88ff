"""How colleagues call a user: one way, wherever somebody is named."""

import re
from pathlib import Path

import pytest

from accounts.models import User
from accounts.names import name_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("user", "name"),
    [
        (User(username="amina", first_name="Amina", last_name="El Idrissi"), "Amina El Idrissi"),
        (User(username="bo"), "bo"),
        (None, "Iemand"),
    ],
)
def test_name_is_the_full_name_or_that_to_sign_in_with(user, name):
    assert name_of(user) == name


def test_nothing_else_makes_a_name_of_a_user():
    apps = ("site", "knowledge", "talkshows", "publications", "search")
    own = ROOT / "site/accounts/names.py"
    paths = [path for app in apps for path in (ROOT / app).rglob("*.py") if path != own]
    assert [path for path in paths if re.search(r"get_full_name\(\)\s+or\b", path.read_text(encoding="utf-8"))] == []
