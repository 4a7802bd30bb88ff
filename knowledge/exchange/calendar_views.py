"""View of the calendar of periods: behind the address of a question or offer, and behind that of their list."""

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe

from core.views.page_files import find_public_page, redirect_moved_file
from knowledge.exchange.period_calendar import render_periods
from knowledge.models import DemandPage, ExchangeIndexPage, OfferPage
from knowledge.models.exchange import ExchangePage
from media.serving.responses import text_response

FILE_NAME = "period.ics"


@require_safe
def period_calendar(request, path: str):
    """Serve the period of a card, or the periods of all public cards below a list; redirect when the page has moved."""
    page = find_public_page(request, path)
    if page is None:
        return redirect_moved_file(request, FILE_NAME)
    if isinstance(page, ExchangePage) and page.start:
        pages = [page]
    elif isinstance(page, ExchangeIndexPage):
        below = (model.objects.readable().child_of(page).exclude(start=None) for model in (DemandPage, OfferPage))
        pages = [card for cards in below for card in cards.defer("body")]
    else:
        raise Http404
    url = f"{settings.SITE_URL}{request.path}"
    return text_response(request, render_periods(page.title, pages, url).decode(), "text/calendar", f"{page.slug}.ics")
