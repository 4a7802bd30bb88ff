"""Runs all rules of completeness on one entry."""

from collections.abc import Callable, Iterable

from core.entries.findings import Finding, Weight
from core.extensions import completeness_rules
from core.models import EntryPage
from editorial.completeness.documents import check_documents
from editorial.completeness.fields import check_author, check_fields, check_records
from editorial.completeness.headings import check_headings
from editorial.completeness.language import check_language
from editorial.completeness.links import check_links
from editorial.completeness.pictures import check_pictures
from editorial.completeness.proposals import check_proposals
from editorial.completeness.rows import check_rows
from editorial.completeness.translation import check_translation

Rule = Callable[[EntryPage], Iterable[Finding]]
RULES: tuple[Rule, ...] = (
    check_fields, check_rows, check_records, check_author, check_proposals, check_headings, check_pictures, check_documents, check_links, check_translation,
    check_language,
)  # fmt: skip
ORDER = list(Weight)


def completeness(entry: EntryPage) -> list[Finding]:
    """Return what is missing in an entry, what blocks publication first; `entry` is of its kind, as stored or as a draft.

    The number of queries does not depend on how much text and how many pictures the entry has.
    """
    found = [finding for rule in (*RULES, *completeness_rules) for finding in rule(entry)]
    return sorted(dict.fromkeys(found), key=lambda finding: ORDER.index(finding.weight))
