"""Models of the directory: people, organisations, themes and places."""

from directory.models.organisations import Organisation
from directory.models.people import Person
from directory.models.places import Place
from directory.models.themes import Theme

__all__ = ["Organisation", "Person", "Place", "Theme"]
