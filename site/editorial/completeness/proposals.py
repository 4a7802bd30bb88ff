"""Records of an entry that readers do not see: proposals, which come along with it, and refused ones."""

from collections.abc import Iterator

from core.entries.findings import Finding, Weight
from directory.proposals.messages import describe
from directory.references.content import find_unpublished
from directory.references.relations import record_fields, row_fields


def check_proposals(entry) -> Iterator[Finding]:
    """Yield what is to be known of each record that is not public."""
    for record in find_unpublished(entry):
        weight = Weight.NOTICE if record.is_proposal else Weight.ADVICE
        yield Finding("proposal", describe(record), _find_field(type(entry), type(record)), weight)


def _find_field(model, kind) -> str:
    """Return the field or the rows of an entry's form in which records of a kind are chosen."""
    direct = next((field.name for field in record_fields(model) if field.related_model is kind), "")
    rows = (
        name for name, (_row, fields) in row_fields(model).items() if any(one.related_model is kind for one in fields)
    )
    return direct or next(rows, "")
