"""Uses of records that no relation shows, such as a reader's saved search; apps add theirs in their `extensions.py`."""

from collections.abc import Callable
from typing import Any

from media.extensions import Registry

# (records: a record with its translations and those merged into them) -> [(what uses them, how many)]
usage_sources: Registry[Callable[[list], list[tuple[Any, int]]]] = Registry()
