"""Extensions of other apps: which records are public, so that their images are served."""

from collections.abc import Iterable

from directory.models import Organisation, Person
from media.extensions import public_record_checks


def is_public_record(model: type, ids: Iterable[str]) -> bool:
    """Return whether one of these records is public; of people those who agreed."""
    if model is Organisation:
        return Organisation.objects.filter(pk__in=ids).exists()
    return model is Person and Person.objects.filter(pk__in=ids, consent=True).exists()


public_record_checks.add(is_public_record)
