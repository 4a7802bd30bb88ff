"""The user of this site: an editor, never a reader."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of the board; our own model from the first migration, so that it can grow."""
