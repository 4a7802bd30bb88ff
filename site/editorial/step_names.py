"""The steps of the workflow in words that somebody understands who hands in for the first time.

A step keeps its stored name, by which its groups are found; one that the board added is called by it.
"""

from django.utils.translation import pgettext

from editorial.workflow import APPROVAL, REVIEW


def name_holder(task: str) -> str:
    """Return who has a page that waits for the step with this stored name."""
    known = {
        REVIEW: pgettext("who has a page that waits", "a researcher"),
        APPROVAL: pgettext("who has a page that waits", "the chief editors"),
    }
    return known.get(task, task)


def name_task(task: str) -> str:
    """Return what is done in the step with this stored name, for who is to do it."""
    known = {
        REVIEW: pgettext("step of the workflow", "reading it as a researcher"),
        APPROVAL: pgettext("step of the workflow", "approving it as a chief editor"),
    }
    return known.get(task, task)


def is_read(task: str) -> bool:
    """Return whether the step is one of those that are told as somebody who reads."""
    return task in {REVIEW, APPROVAL}
