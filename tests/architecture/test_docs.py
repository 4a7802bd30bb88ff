"""Documentation that cannot rot: what is built is named in the docs."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_setting_is_documented():
    read = set()
    for path in (ROOT / "site" / "config" / "settings").glob("*.py"):
        read |= set(re.findall(r'read\("\w+", "([A-Z_]+)"', path.read_text(encoding="utf-8")))
    assert [name for name in sorted(read) if f"`{name}`" not in text("settings.md")] == []


def test_every_make_target_and_command_is_documented():
    targets = re.findall(r"^([a-z]+): +##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    commands = [
        path.stem
        for path in ROOT.rglob("management/commands/*.py")
        if ".venv" not in path.parts and path.stem != "__init__"
    ]
    assert len(targets) > 8 and len(commands) > 3
    assert [name for name in [*targets, *commands] if name not in text("contracts.md")] == []


@pytest.mark.parametrize("name", ["themes", "places", "organisations", "people", "search"])
def test_addresses_of_both_languages_are_fixed(name):
    from django.urls import reverse  # noqa: PLC0415 -- settings first
    from django.utils import translation  # noqa: PLC0415 -- settings first

    for code in ("nl", "en"):
        with translation.override(code):
            assert reverse(name).strip("/").removeprefix("en/") in text("contracts.md")


def test_no_machine_and_no_package_host_is_named():
    hosts = re.compile(r"//[a-z0-9.]*(pypi|pythonhosted|npmjs|debian|maven|crates)[a-z0-9.]*\.(org|com|io)")
    for path in [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("scripts/*.py"),
        ROOT / "Makefile",
        ROOT / ".ci" / "run",
    ]:
        words = path.read_text(encoding="utf-8")
        assert not hosts.search(words), path
        assert "/work/" not in words and "/root/" not in words, path
