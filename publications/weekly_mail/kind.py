"""The weekly edition by mail: each one goes out once to every subscriber, when it is published (docs/decisions/0066)."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from directory.localisation import locale_for
from publications.models import EditionPage
from subscriptions.kinds import Kind, Message, Offer, Outcome

WEEKLY_MAIL = "weekly"
LOOK_BACK = timedelta(days=14)  # an edition that was first published longer ago is not mailed any more
MAX_TOLD = 30  # editions that are remembered
BETWEEN_MAILS = timedelta(minutes=10)  # when more than one edition waits


class WeeklyEditions(Kind):
    """The weekly editions of a language; there is one subject. What is told are the translation keys of editions."""

    name = WEEKLY_MAIL
    path = gettext_lazy("mail/weekly/")
    title = gettext_lazy("The weekly overview by mail")

    def read_subject(self, request, **kwargs) -> str:
        """Return the only subject."""
        return ""

    def get_url(self, subject: str) -> str:
        """Return the path of the form."""
        return reverse("subscribe_weekly")

    def make_offer(self, subject: str) -> Offer:
        """Return the sentences about the weekly overview."""
        return Offer(
            name=_("the weekly overview"),
            lead=_("What is new in the city’s knowledge: one mail, as soon as a new weekly overview is on the site."),
            question=_("Do you want the weekly overview by mail?"),
            promise=_("From now on you get every new weekly overview by mail."),
            request=_("With this address the weekly overview was asked for."),
            back=reverse("whats_new"),
            back_label=_("Back to what is new"),
        )

    def start(self, subscription) -> Outcome:
        """Begin with the editions to come."""
        return Outcome([])

    def look(self, subscription) -> Outcome:
        """Return the oldest edition that was published since the reader subscribed and was not told; one a mail."""
        told = list(subscription.told)
        waiting = [
            edition for edition in find_editions(subscription.confirmed_at) if str(edition.translation_key) not in told
        ]
        if not waiting:
            return Outcome(told)
        told = [*told, str(waiting[0].translation_key)][-MAX_TOLD:]
        return Outcome(told, make_message(waiting[0]), timezone.now() + BETWEEN_MAILS if len(waiting) > 1 else None)


def find_editions(since):
    """Return the public weekly editions in the active language that were first published after `since`, the oldest first."""
    since = max(since, timezone.now() - LOOK_BACK)
    editions = EditionPage.objects.readable().filter(
        locale=locale_for(get_language()[:2]), form=EditionPage.Form.WEEKLY, alias_of=None, first_published_at__gt=since
    )
    return editions.order_by("first_published_at", "pk")


def make_message(edition: EditionPage) -> Message:
    """Return an edition as a mail."""
    context = {"page": edition, "entries": edition.localized_collected, "site": settings.SITE_URL}
    return Message(
        edition.title,
        render_to_string("publications/weekly_mail.txt", context),
        render_to_string("publications/edition_mail_content.html", context),
    )
