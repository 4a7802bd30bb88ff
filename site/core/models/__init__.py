"""Entries, what binds them, and the site's own pages."""

from core.models.address import WithdrawnAddress
from core.models.entry import EntryPage
from core.models.messages import ReaderToken, ReaderVisit
from core.models.pages import HomePage, IndexPage, StandardPage
from core.models.relations import CollectedEntry, Contribution, Partnership, RelatedEntry
from core.models.rows import TranslatedRow
from core.models.versions import EarlierFile, EarlierVersion

__all__ = [
    "CollectedEntry",
    "Contribution",
    "EarlierFile",
    "EarlierVersion",
    "EntryPage",
    "HomePage",
    "IndexPage",
    "Partnership",
    "ReaderToken",
    "ReaderVisit",
    "RelatedEntry",
    "StandardPage",
    "TranslatedRow",
    "WithdrawnAddress",
]
