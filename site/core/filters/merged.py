"""Values of filters that name a merged record, as in old links, feeds and saved searches."""

from collections.abc import Mapping

from core.filters.definitions import RECORD_MODELS
from directory.references.addresses import find_former_slugs


def follow_merged_slugs(chosen: Mapping[str, tuple[str, ...]], locale_id: int) -> dict[str, tuple[str, ...]]:
    """Return the values with the slugs of merged records replaced, each once; a query per filter of records in use."""
    found = dict(chosen)
    for name, model in RECORD_MODELS.items():
        if found.get(name):
            former = find_former_slugs(model, locale_id, found[name])
            found[name] = tuple(dict.fromkeys(former.get(value, value) for value in found[name]))
    return found
