"""A run in several processes leaves out no test, and begins with what takes long."""

import pytest

from tests import order


class Item:
    """What the order asks of a test."""

    def __init__(self, number: int, slow: bool = False, demo: bool = False, quick: bool = False):
        self.number, self.slow, self.quick = number, slow, quick
        self.fixturenames = ["settled_demo"] if demo else []

    def get_closest_marker(self, name: str):
        """Return whether the test is slow."""
        return self.slow if name == "slow_first" else None


def make_items() -> list[Item]:
    """Return slow tests, tests of the example content, tests without a database, and others, mixed."""
    return [Item(n, slow=n % 31 == 0, demo=n % 7 == 0, quick=n % 3 == 0) for n in range(200)]


@pytest.mark.parametrize("parts", [1, 2, 3, 4, 8])
def test_every_test_stands_in_the_list_once(parts):
    items = make_items()
    dealt = order.deal(items, parts, lambda item: not item.quick)
    assert sorted(item.number for item in dealt) == list(range(200))
    assert order.deal([], parts, lambda item: True) == []


@pytest.mark.parametrize("parts", [2, 3, 4])
def test_parts_begin_with_what_takes_long_or_waits_for_nothing(parts):
    items = make_items()
    dealt = order.deal(items, parts, lambda item: not item.quick)
    size, begin = len(dealt) // parts, 0
    assert dealt[0].slow
    assert not dealt[0].fixturenames
    for number in range(1, parts):
        begin += (len(dealt) - begin) // (parts - number + 1)
        assert dealt[begin].quick
    rest = [item for item in dealt[-size:] if not item.quick]
    assert rest[0].slow or rest[0].fixturenames
    assert any(item.fixturenames for item in dealt[-size:])
    assert not any(item.fixturenames for item in dealt[:size])
