"""The user model; only editors have accounts."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A user of Wagtail's admin."""
