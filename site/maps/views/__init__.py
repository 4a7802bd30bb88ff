"""Views of the map."""
