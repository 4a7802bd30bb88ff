"""When an event was cancelled, by the log of publications."""

from datetime import datetime

from wagtail.models import PageLogEntry


def find_cancellation_date(event) -> datetime | None:
    """Return when the page was first published as cancelled, since it last was not; None where the log does not say. One query."""
    log = PageLogEntry.objects.filter(page=event.pk, action="wagtail.publish", revision__isnull=False)
    found = None
    for moment, cancelled in log.order_by("-timestamp").values_list("timestamp", "revision__content__cancelled"):
        if not cancelled:
            break
        found = moment
    return found
