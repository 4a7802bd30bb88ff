"""Models of entries, their relations, and the other pages of the site."""

from core.models.entry import EntryPage
from core.models.form_token import ReaderToken
from core.models.gone_url import WithdrawnAddress
from core.models.pages import HomePage, IndexPage, StandardPage
from core.models.relations import CollectedEntry, Contribution, Partnership, RelatedEntry
from core.models.superseded_version import EarlierFile, EarlierVersion
from core.models.translatable_child import TranslatableChild

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
    "RelatedEntry",
    "StandardPage",
    "TranslatableChild",
    "WithdrawnAddress",
]
