"""What the index is made of, and what is known of it."""

from search.models.passage import SearchPassage
from search.models.state import Change, IndexedEntry, IndexState

__all__ = ["Change", "IndexState", "IndexedEntry", "SearchPassage"]
