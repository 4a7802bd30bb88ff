"""When the recording of a page came: the moment from which readers could play it, for feeds and structured data."""

from collections.abc import Iterable
from datetime import datetime

from wagtail.models import PageLogEntry

PUBLISH = "wagtail.publish"


def find_recording_dates(pages: Iterable) -> dict[int, datetime | None]:
    """Return {page id: when it was first published with its present recording}; one query.

    Without a publication in the log it is the first publication, or the upload of the file where that was later.
    """
    pages = list(pages)
    log = PageLogEntry.objects.filter(page__in=[page.pk for page in pages], action=PUBLISH, revision__isnull=False)
    rows = log.order_by("timestamp").values_list(
        "page_id", "timestamp", "revision__content__recording_file", "revision__content__recording_url"
    )
    published: dict[tuple, datetime] = {}
    for page_id, moment, file, url in rows:
        published.setdefault((page_id, file or url or ""), moment)
    return {
        page.pk: published.get((page.pk, page.recording_file_id or page.recording_url)) or _guess(page)
        for page in pages
    }


def get_recording_date(page) -> datetime | None:
    """Return when the recording of one page came; asked once."""
    if "recording_date" not in page.__dict__:
        page.recording_date = find_recording_dates([page])[page.pk]
    return page.recording_date


def _guess(page) -> datetime | None:
    uploaded = page.recording_file.created_at if page.recording_file_id and page.recording_file else None
    return max(filter(None, (page.first_published_at, uploaded)), default=None)
