"""What search keeps: passages, what editors tell it, what readers asked, and what they want to hear of."""

from search.models.asked import AskedQuery
from search.models.changes import EntryChange
from search.models.editing import CompoundException, Invariant, Promotion, Synonym
from search.models.passage import SearchPassage
from search.models.saved import SavedSearch

__all__ = [
    "AskedQuery",
    "CompoundException",
    "EntryChange",
    "Invariant",
    "Promotion",
    "SavedSearch",
    "SearchPassage",
    "Synonym",
]
