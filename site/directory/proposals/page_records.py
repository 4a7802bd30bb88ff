"""The records of a page that readers do not see: proposals that wait, and those that were refused."""

from wagtail.models import Page

from directory.models.record import Record
from directory.references.content import iterate_page_references


def find_unpublished(page: Page) -> list[Record]:
    """Return the records that a page refers to as it is now, saved or not, and that are not public; a query per kind."""
    page = page.specific_deferred if type(page) is Page else page
    ids: dict[type[Record], list[int]] = {}
    for field, number in iterate_page_references(page):
        ids.setdefault(field.related_model, []).append(number)
    found = []
    for model, numbers in ids.items():
        found += model.with_proposals.filter(pk__in=numbers, live=False).order_by("pk")
    return found
