"""What everybody will read of a form, as rows of label and text, for the last step and the private page."""

from datetime import date

from django.utils.formats import date_format, number_format

from knowledge.submissions.fields import RecordChoiceField
from knowledge.submissions.steps import SubmissionKind


def describe(kind: SubmissionKind, values: dict) -> list[tuple[int, str, list[tuple[str, str]]]]:
    """Return (number, heading, rows) of each step; fields that were left empty are left out."""
    found = []
    for number, step in enumerate(kind.steps, start=1):
        form = step.form()
        rows = [(str(field.label), _describe(field.field, values.get(field.name))) for field in form]
        found.append((number, str(step.title), [(label, text) for label, text in rows if text]))
    return found


def _describe(field, value) -> str:
    if isinstance(field, RecordChoiceField):
        return field.describe(value)
    if hasattr(field, "choices"):
        labels = {str(key): str(label) for key, label in field.choices}
        chosen = value if isinstance(value, list) else [value or ""]
        return ", ".join(labels[str(one)] for one in chosen if str(one) in labels)
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value) if isinstance(value, str) else number_format(value)
