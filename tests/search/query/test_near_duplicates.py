"""The wheel check: what says the same in other words is found, in the example content (near_duplicates.toml)."""

import tomllib
from pathlib import Path

import pytest

from core.entries.similar import find_similar
from core.models import EntryPage

CASES = tomllib.loads((Path(__file__).parent / "near_duplicates.toml").read_text(encoding="utf-8"))


def find_rank(case, number=3):
    """Return the rank of the first right entry among `number`, 0 without one; a translation is right too."""
    keys = set(EntryPage.objects.filter(slug__in=case["entry"]).values_list("translation_key", flat=True))
    assert keys, case["entry"]
    found = find_similar(f"{case['title']}. {case['lead']}", case["language"], number)
    return next((rank for rank, one in enumerate(found, 1) if one.entry.translation_key in keys), 0)


@pytest.mark.parametrize("part", ["withheld", "development"])
def test_the_right_entry_is_among_the_first_three(settled_demo, part):
    ranks = {case["title"]: find_rank(case) for case in CASES[part]}
    assert len(ranks) == 12
    assert sum(map(bool, ranks.values())) >= 10, ranks


def test_a_moment_of_a_talk_is_found_at_its_second(settled_demo):
    text = "Een rapport zonder naam: leraren beoordelen hetzelfde rapport anders zodra de naam van de leerling erboven staat."
    moments = [one.url for one in find_similar(text, "nl", 5) if "#t-" in one.url]
    assert moments
    assert all("?t=" in url for url in moments)


def test_what_nothing_here_is_about_finds_little(settled_demo):
    assert not find_similar("Quantumchromodynamica voor gevorderden: gluonen, quarks, hadronen", "nl")
