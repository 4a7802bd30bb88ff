"""What was brought in and waits for the board, and the board's own cards that close soon; for the list of open work."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from core.extensions import OpenWork
from knowledge.exchange.clock import REMIND_BEFORE
from knowledge.models import DemandPage, ExchangeIndexPage, OfferPage, Submission

NUMBER = 20


def find_proposals(user) -> list[OpenWork]:
    """Return what anybody brought in that waits for the board, the oldest first."""
    if not _is_board(user):
        return []
    waiting = Submission.objects.exclude(confirmed_at=None).exclude(page=None).select_related("page")
    new = waiting.filter(page__live=False, published_at=None).order_by("confirmed_at")[:NUMBER]
    changed = waiting.filter(page__live=True).exclude(changed_at=None).order_by("changed_at")[:NUMBER]
    return [
        *(OpenWork(one.page, gettext("brought in by a reader: complete and publish it")) for one in new),
        *(
            OpenWork(
                one.page, gettext("changed by who brought it in: look and publish"), occasion=one.changed_at.isoformat()
            )
            for one in changed
        ),
    ]


def find_closing(user) -> list[OpenWork]:
    """Return the board's own cards that close soon; others get a reminder by mail."""
    if not _is_board(user):
        return []
    today, found = timezone.localdate(), []
    for model in (DemandPage, OfferPage):
        near = model.objects.open_on(today).filter(live=True, open_until__lte=today + REMIND_BEFORE, submission=None)
        near = near.filter(locale_id=_list_locale()).defer("body").order_by("open_until")
        found += [
            OpenWork(
                page,
                gettext("closes on %(day)s: is it still current?") % {"day": date_format(page.open_until, "j F Y")},
                occasion=page.open_until.isoformat(),
            )
            for page in near[:NUMBER]
        ]
    return found


def _is_board(user) -> bool:
    page = ExchangeIndexPage.objects.order_by("path").first()
    return page is not None and page.permissions_for_user(user).can_publish_subpage()


def _list_locale() -> int | None:
    return ExchangeIndexPage.objects.order_by("path").values_list("locale_id", flat=True).first()
