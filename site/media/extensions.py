"""Extension points for access to files; apps in higher layers register checks in their own `extensions.py`.

`media` may not import those apps. See docs/architecture.md.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


class Registry(list[Item]):
    """A list that apps fill at start-up; each item is added once."""

    def add(self, *items: Item) -> None:
        """Append the items that are not in the list."""
        self.extend(item for item in items if item not in self)


# check(model, ids as strings): is one of these pages or records, which refer to a file, public at this moment?
public_record_checks: Registry[Callable[[type, Iterable[str]], bool]] = Registry()
# check(model of the file, its id): is the file used in a way that Wagtail's reference index does not record?
file_user_checks: Registry[Callable[[type, int], bool]] = Registry()
# find(model of the file, its id): the ids of the public pages that use it in such a way.
file_user_finders: Registry[Callable[[type, int], Iterable[int]]] = Registry()
# cover(file, its copy): let what holds for a file hold for a copy of it.
file_copy_hooks: Registry[Callable[[object, object], None]] = Registry()
# carry(file, name of the file that it had before, whether the new one has that name too): let what holds for a file hold for another
# one in its place; in the transaction that saves it.
file_replacement_hooks: Registry[Callable[[object, str, bool], None]] = Registry()
# check(file): was this file withdrawn, so that its URL answers 410?
withdrawn_file_checks: Registry[Callable[[object], bool]] = Registry()
# check(user, page): may a user of the admin who writes nothing read this page as its row is stored, with its files?
page_reader_checks: Registry[Callable[[object, object], bool]] = Registry()
# check(user, page): may such a user read its latest version too, which may not be on the site?
draft_reader_checks: Registry[Callable[[object, object], bool]] = Registry()
