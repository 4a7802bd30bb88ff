"""The form with which who brought something in changes its text: the forms of all steps in one."""

from functools import cache

from knowledge.submissions.steps import SubmissionKind


@cache
def make_change_form(kind: SubmissionKind):
    """Return the form class with the fields of all steps, in their order."""
    bases = tuple(step.form for step in reversed(kind.steps))
    folded = tuple(name for step in kind.steps for name in step.form.folded)
    return type("ChangeForm", bases, {"__doc__": "All steps in one form.", "folded": folded, "intro": ""})
