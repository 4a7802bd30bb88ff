"""The page of what is new, by week, with its feed and its mail beside it."""

from datetime import date, timedelta
from itertools import groupby

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.listings.listing import Listing
from directory.localisation import get_locale


class NewListing(Listing):
    """Entries that are dated today or before, the newest first, by week."""

    @cached_property
    def base(self):
        """Public entries of the language up to today."""
        return super().base.filter(display_date__lte=timezone.localdate())

    @property
    def weeks(self) -> list[tuple[str, list]]:
        """(heading, entries) of the weeks on this page."""
        by_monday = groupby(self.cards, key=lambda entry: entry.display_date - timedelta(entry.display_date.weekday()))
        return [(name_week(monday), list(entries)) for monday, entries in by_monday]

    @property
    def query(self) -> str:
        """The chosen filters as a query string, for the feed and the mail."""
        return self.get_url().partition("?")[2].split("&page=")[0]


def name_week(monday: date) -> str:
    """Return “This week”, “Last week”, or the week by its days: “16 – 22 November 2026”."""
    today = timezone.localdate()
    weeks = (today - timedelta(today.weekday()) - monday).days // 7
    if weeks in (0, 1):
        return _("Last week") if weeks else _("This week")
    sunday = monday + timedelta(6)
    begin = "j" if monday.month == sunday.month else "j F" if monday.year == sunday.year else "j F Y"
    return f"{date_format(monday, begin)} – {date_format(sunday, 'j F Y')}"


@require_safe
def whats_new(request):
    """Show what is new; takes the filters of a listing."""
    listing = NewListing(request, get_locale().pk)
    query = f"?{listing.query}" if listing.query else ""
    context = {"listing": listing, "feed": f"{reverse('feed')}{query}", "mail": f"{reverse('save_search')}{query}"}
    return render(request, "open_data/whats_new.html", context)
