"""The order of a run in several processes: each gets a part of the list (`--dist worksteal`), and takes from others at the end.

So what takes long stands at the beginnings of the parts, and no long test is left alone at the end. The first process makes
the database and the last one loads the example content; the others do meanwhile what needs neither.
"""

from itertools import islice

DEMO = {"demo", "settled_demo", "site"}  # fixtures that give the example content


def deal(items: list, parts: int, uses_database) -> list:
    """Return the tests in the order of `parts` equal parts; `uses_database(item)` tells which need the test database."""
    if parts == 1:
        return items
    slow = {item for item in items if item.get_closest_marker("slow_first")}
    demo = {item for item in items if DEMO & set(item.fixturenames)}
    quick = [item for item in items if not (uses_database(item) or item in slow or item in demo)]
    others = set(items) - slow - demo - set(quick)
    last = parts - 1
    alone = [item for item in items if item in slow - demo]
    beginnings = [alone[number::last] for number in range(last)] + [[]]
    for number in range(1, parts):
        beginnings[number][:0] = quick[len(quick) * (number - 1) // last : len(quick) * number // last]
    beginnings[last] += sorted((item for item in items if item in demo), key=lambda item: item not in slow)
    return _fill(beginnings, [item for item in items if item in others])


def _fill(beginnings: list[list], others: list) -> list:
    """Return one list of parts with these beginnings, as large as worksteal cuts them."""
    left, total = iter(others), sum(map(len, beginnings)) + len(others)
    found: list = []
    for number, beginning in enumerate(beginnings):
        size = (total - len(found)) // (len(beginnings) - number)
        found += [*beginning, *islice(left, max(0, size - len(beginning)))]
    return [*found, *left]
