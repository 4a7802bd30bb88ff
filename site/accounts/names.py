"""How colleagues call a user."""

from django.utils.translation import gettext as _


def name_of(user) -> str:
    """Return the name by which colleagues know a user; of None, who is gone or was nobody, that it was somebody."""
    return (user.get_full_name() or user.get_username()) if user is not None else _("Somebody")
