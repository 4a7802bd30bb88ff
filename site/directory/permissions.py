"""Who may see which records in the editing screens: what readers may not see of people is not everybody's who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db.models import Model, Q, QuerySet

from directory.models import Person

ACTIONS = ("add", "change", "delete", "view")


def may_see_all(user: AbstractUser, model: type[Model]) -> bool:
    """Return whether the user keeps the records of a model, and so may see each of them."""
    options = model._meta
    return any(user.has_perm(f"{options.app_label}.{action}_{options.model_name}") for action in ACTIONS)


def filter_visible(user: AbstractUser, records: QuerySet) -> QuerySet:
    """Filter records on those that the user may see.

    Who does not keep a kind of record sees the public ones and their own proposals; of people those who agreed to be shown.
    """
    if may_see_all(user, records.model):
        return records
    public = Q(live=True, consent=True) if records.model is Person else Q(live=True)
    return records.filter(public | Q(proposed_by_id=user.pk))


def filter_named(user: AbstractUser, records: QuerySet) -> QuerySet:
    """Filter records, proposals of others included, on those whose name the user may read: of people who agreed, or their own proposals."""
    if records.model is not Person or may_see_all(user, Person):
        return records
    return records.filter(Q(consent=True) | Q(proposed_by_id=user.pk))
