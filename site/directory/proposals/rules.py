"""Who may propose a record, and who decides on proposals."""

from django.contrib.auth.models import AbstractUser
from django.db.models import Model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from directory.references.relations import record_models


def may_propose(user: AbstractUser) -> bool:
    """Return whether the user writes or edits entries, and so may propose what is missing in the lists."""
    return user.is_active and policy_registry.get_by_type(Page).user_has_any_permission(user, ["add", "change"])


def may_decide(user: AbstractUser, model: type[Model]) -> bool:
    """Return whether the user may make proposals of a kind public, refuse them, or take a record off the site.

    Who may publish and not delete publishes changes and translations of public records.
    """
    options = model._meta
    return all(user.has_perm(f"{options.app_label}.{action}_{options.model_name}") for action in ("publish", "delete"))


def find_decided(user: AbstractUser) -> list[type[Model]]:
    """Return the kinds of record on which the user decides."""
    return [model for model in record_models() if may_decide(user, model)]
