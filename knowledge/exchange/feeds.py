"""Feeds and calendars of questions and offers, linked from their pages and listed on the feeds page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.extensions import FeedGroup, FeedLink
from knowledge.models import ExchangeIndexPage
from knowledge.models.exchange import ExchangePage

CALENDAR, ATOM = "text/calendar", "application/atom+xml"


class ExchangeFeedSource:
    """Implements `core.extensions.FeedSource` for questions and offers."""

    def links_for(self, subject):
        """Yield the FeedLinks of a question, an offer or their list; no query."""
        if isinstance(subject, ExchangeIndexPage):
            yield from _list_feeds()
        if isinstance(subject, ExchangePage | ExchangeIndexPage) and getattr(subject, "start", True) and subject.url:
            yield FeedLink(_("Period: %(title)s") % {"title": subject.title}, f"{subject.url}period.ics", CALENDAR)

    def groups(self, locale_id: int):
        """Yield the FeedGroup of a language."""
        pages = ExchangeIndexPage.objects.live().public().filter(locale_id=locale_id)
        calendars = [
            FeedLink(_("Periods of all cards"), f"{page.url}period.ics", CALENDAR) for page in pages if page.url
        ]
        if calendars:
            intro = _("What the city asks and what education offers, as it comes in.")
            yield FeedGroup(_("Questions and offers"), intro, calendars)


def _list_feeds() -> list[FeedLink]:
    feed = reverse("feed")
    return [
        FeedLink(_("Questions from the city"), f"{feed}?kind=demand", ATOM),
        FeedLink(_("Offers"), f"{feed}?kind=offer", ATOM),
    ]
