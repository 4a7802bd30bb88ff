"""The public records of a language, read once while nothing changes."""

from copy import copy

from directory.name_order import sort_by_name
from page_cache.memo import memo


def list_records(model, locale_id: int) -> list:
    """Return the public records of a model in a language, by name; no query while nothing changes."""
    found = model.objects.filter(locale_id=locale_id)
    return [copy(one) for one in memo.get(("records", model._meta.label, locale_id), lambda: sort_by_name(found))]
