"""People whose name may stand in lists: not who took consent back in all public entries they stand under."""

from collections.abc import Iterable

from core.entries.redactions import find_redacted_entries
from core.models import EntryPage
from directory.models import Person


def exclude_withdrawn(people: Iterable[Person]) -> list[Person]:
    """Return people without those who withdrew consent for all their public entries; usually one query."""
    people = list(people)
    left = find_redacted_entries(person.translation_key for person in people)
    return [
        person
        for person in people
        if person.translation_key not in left
        or EntryPage.objects.readable()
        .filter(contributions__person__translation_key=person.translation_key)
        .exclude(translation_key__in=left[person.translation_key])
        .exists()
    ]
