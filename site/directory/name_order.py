"""The order of names as a register has it: without case, accents and a leading article."""

import re
import unicodedata
from collections.abc import Iterable

ARTICLE = re.compile(r"^(?:de|het|’t|'t|the) (?=\S)")


def make_sort_key(name: str) -> str:
    """Return what a name is sorted by: `de Alliantie` stands under A."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return ARTICLE.sub("", bare.casefold().strip(), count=1)


def sort_by_name(records: Iterable) -> list:
    """Return records in the order of their names."""
    return sorted(records, key=lambda record: (make_sort_key(record.name), record.pk))
