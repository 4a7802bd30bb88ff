"""What search keeps: the index and what is known of it, what editors tell it, what readers asked and want to hear of."""

from search.models.asked import AskedQuery
from search.models.editing import CompoundException, Invariant, Promotion, Synonym
from search.models.memory import MemoryChange
from search.models.passage import SearchPassage
from search.models.saved import SavedSearch
from search.models.state import Change, IndexedEntry, IndexState

__all__ = [
    "AskedQuery",
    "Change",
    "CompoundException",
    "IndexState",
    "IndexedEntry",
    "Invariant",
    "MemoryChange",
    "Promotion",
    "SavedSearch",
    "SearchPassage",
    "Synonym",
]
