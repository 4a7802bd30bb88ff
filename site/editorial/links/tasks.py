"""Background tasks of links."""

from django_tasks import task
from wagtail.models import Page

from core.models import EntryPage
from editorial.links import checking

BATCH = 25  # addresses of one task: other tasks get their turn between


@task()
def read_links(page_pk: int) -> int:
    """Keep the addresses that a published page links to."""
    page = Page.objects.filter(pk=page_pk, live=True).first()
    return checking.store_links(page) if page is not None else 0


@task()
def read_all_links(after: int = 0) -> int:
    """Read the links of a batch of public entries, then of the next one; at the end ask the addresses."""
    pages = list(EntryPage.objects.filter(live=True, pk__gt=after).order_by("pk")[:BATCH])
    for page in pages:
        checking.store_links(page)
    if len(pages) == BATCH:
        read_all_links.enqueue(pages[-1].pk)
    else:
        check_links.enqueue()
    return len(pages)


@task()
def check_links() -> int:
    """Ask a batch of addresses, and queue the next one until none is due; return the number asked."""
    due = list(checking.find_due()[:BATCH])
    for address in due:
        checking.check(address)
    if len(due) == BATCH:
        check_links.enqueue()
    return len(due)
