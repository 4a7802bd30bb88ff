"""The mails to who brought something in: confirmation, the private link, publication, the reminder and the closing."""

import re
import textwrap

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from characters.cleaning import clean_line
from knowledge.exchange.lifecycle import find_prolonged_day
from knowledge.models import Submission
from knowledge.models.exchange import ExchangePage
from knowledge.submissions.links import CONFIRM, OWN, absolute_link

SUBJECTS = {
    "confirm": {"demand": _("Confirm your question"), "offer": _("Confirm your offer")},
    "received": {"demand": _("Your question “%(title)s” is with us"), "offer": _("Your offer “%(title)s” is with us")},
    "published": _("“%(title)s” is on the site"),
    "reminder": _("Is “%(title)s” still current?"),
    "closing": _("“%(title)s” closes soon"),
    "closed": _("“%(title)s” is closed"),
}
SHORT = 80  # letters of a title in a mail to an address that nobody confirmed yet
# A title that may lead elsewhere (an address, a domain, a number to call) is left out of such a mail.
_LEADS_AWAY = re.compile(r"[/\\@<>\[\]]|www|[^\s.]\.[^\s.]|\d[\d\s().-]{4,}\d", re.IGNORECASE)


def harmless_title(submission: Submission) -> str:
    """Return the title of what was not confirmed yet, shortened; empty when it may lead elsewhere."""
    title = clean_line(" ".join(submission.data.get("text", {}).get("title", [])))
    return "" if _LEADS_AWAY.search(title) else textwrap.shorten(title, SHORT, placeholder=" …")


def send(submission: Submission, name: str) -> None:
    """Send the mail `name`, a key of SUBJECTS, in the language of the form.

    The mail that asks for confirmation says no more than the title, and that only when it leads nowhere: somebody else may
    have given this address. The text itself stands behind its link. Later mails repeat it.
    """
    page = submission.page.specific if submission.page_id else None
    day = find_prolonged_day(page, submission) if page else None
    if name == "reminder" and day is None:
        if not page.is_open:  # matched or closed meanwhile
            return
        name = "closing"  # prolonging would gain no day
    title = page.title if page else harmless_title(submission)
    with translation.override(submission.language):
        values = {"title": title, "prolonged_day": day, **_describe(submission, page)}
        body = f"{render_to_string(f'knowledge/mail/{name}.txt', values).strip()}\n"
        words = SUBJECTS[name]
        subject = (words[submission.kind] if isinstance(words, dict) else words) % {"title": title}
    subject = " ".join(clean_line(f"{settings.WAGTAIL_SITE_NAME}: {subject}").split())[:180]
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [submission.email], headers=headers).send()


def _describe(submission: Submission, page: ExchangePage | None) -> dict:
    """Return what the mails say of a submission, with its page once it is confirmed."""
    values = {"kind": submission.kind, "days": settings.BOARD_READS_WITHIN, "site": settings.SITE_URL, "page": page}
    if page is None:
        return values | {"confirm": absolute_link(submission, CONFIRM, "confirm_submission")}
    text = page.question if submission.kind == "demand" else page.lead
    return values | {
        "text": textwrap.shorten(text, 400),
        "own": absolute_link(submission, OWN, "own_submission"),
        "prolong": absolute_link(submission, OWN, "prolong_submission"),
    }
