"""What the editors of a page read about its proposed and refused records."""

from django.contrib import messages
from django.utils.translation import gettext as _

from directory.models.record import Record
from directory.references.content import find_unpublished


def describe(record: Record) -> str:
    """Return the sentence about a record that readers do not see."""
    if record.is_proposal:
        text = _("“%(name)s” (%(kind)s) is proposed. It becomes public with this page.")
        return text % {"name": record, "kind": record._meta.verbose_name}
    if not record.refusal:
        return _("“%(name)s” is not on the site any more; readers do not see it here.") % {"name": record}
    text = _("“%(name)s” was refused: %(reason)s Choose another one or take it out; readers do not see it here.")
    reason = record.refusal if record.refusal.endswith((".", "!", "?")) else f"{record.refusal}."
    return text % {"name": record, "reason": reason}


def add_messages(request, page) -> None:
    """Add a message above the edit form for each refused record of a page's draft."""
    if request.method == "GET":
        for record in find_unpublished(page.get_latest_revision_as_object()):
            if not record.is_proposal:
                messages.warning(request, describe(record))
