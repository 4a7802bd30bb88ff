"""Extension points of files: checks that apps above `media` add in their own `extensions.py`.

`media` may not import those apps, so they register here what decides who may have a file. See docs/architecture.md.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


class Registry(list[Item]):
    """What apps add at start-up, in order; an item is added once."""

    def add(self, *items: Item) -> None:
        """Add items that are not in it yet."""
        self.extend(item for item in items if item not in self)


# check(model of the record, its ids as text): is one of these records public? For users of a file that are no pages.
public_record_checks: Registry[Callable[[type, Iterable[str]], bool]] = Registry()
# check(model of the file, its id): does something use the file that Wagtail's reference index does not know?
file_user_checks: Registry[Callable[[type, int], bool]] = Registry()
# check(file): was this file withdrawn for good, so that its address answers 410?
withdrawn_file_checks: Registry[Callable[[object], bool]] = Registry()
