"""“Mail me cards that fit”: once a week what is new for one question or offer (docs/decisions/0073)."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.localisation import get_locale
from knowledge.matching.find import Fit, find_fits
from knowledge.models import DemandPage, OfferPage
from knowledge.models.exchange import ExchangePage
from subscriptions.kinds import Kind, Message, Offer, Outcome

FITTING = "fitting-cards"
EVERY = timedelta(days=7)


def find_card(key: str) -> ExchangePage | None:
    """Return the public question or offer of a translation key, in the active language if it has one."""
    for model in (DemandPage, OfferPage):
        found = list(model.objects.readable().filter(translation_key=key).defer("body"))
        if found:
            return min(found, key=lambda page: (page.locale_id != get_locale().pk, page.pk))
    return None


class FittingCards(Kind):
    """New cards that fit one card; the subject is its translation key. It ends when the card is not open any more."""

    name = FITTING
    path = gettext_lazy("mail/fitting-cards/<uuid:card>/")
    title = gettext_lazy("Mail when something fits")

    def read_subject(self, request, card: UUID, **kwargs) -> str:
        """Return the key of a card that everybody may read; raise Http404."""
        if find_card(str(card)) is None:
            raise Http404
        return str(card)

    def get_url(self, subject: str) -> str:
        """Return the path of the form."""
        return reverse("subscribe_fitting-cards", args=[subject])

    def make_offer(self, subject: str) -> Offer | None:
        """Return the sentences about a card, or None when it is not open."""
        card = find_card(subject)
        if card is None or not card.is_open:
            return None
        words = {"title": card.title}
        return Offer(
            name=_("“%(title)s”") % words,
            lead=_("At most once a week a mail with what is new and fits “%(title)s”, for as long as it is open.")
            % words,
            question=_("Do you want mail when something fits “%(title)s”?") % words,
            promise=_("As soon as something new fits “%(title)s”, you get a mail, at most once a week.") % words,
            request=_("With this address we were asked for mail when something fits “%(title)s”.") % words,
            back=card.url,
            back_label=_("Back to the page"),
        )

    def start(self, subscription) -> Outcome:
        """Count all that fits now as told: it is not new."""
        card = find_card(subscription.subject)
        return Outcome(_keys(find_fits(card, limit=None)) if card else [], due_at=timezone.now() + EVERY)

    def look(self, subscription) -> Outcome:
        """Return what fits since the last mail."""
        card, told = find_card(subscription.subject), list(subscription.told or [])
        if card is None or not card.is_open:
            return Outcome(told, is_over=True)
        new = [fit for fit in find_fits(card, limit=None) if str(fit.page.translation_key) not in told]
        message = _write(card, new) if new else None
        return Outcome([*told, *_keys(new)], message, timezone.now() + EVERY)


def _keys(fits: list[Fit]) -> list[str]:
    return [str(fit.page.translation_key) for fit in fits]


def _write(card: ExchangePage, fits: list[Fit]) -> Message:
    title = ngettext("New for “%(title)s”", "%(number)d new for “%(title)s”", len(fits))
    parts = [
        "\n".join([fit.page.title, settings.SITE_URL + fit.page.url, *(f"- {reason}" for reason in fit.reasons)])
        for fit in fits
    ]
    return Message(title % {"title": card.title, "number": len(fits)}, "\n\n".join(parts))
