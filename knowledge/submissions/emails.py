"""The mails to who brought something in: confirmation, the private link, publication, the reminder and the closing."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from characters.rule import clean_line
from knowledge.models import Submission
from knowledge.submissions.links import CONFIRM, OWN, absolute_link

SUBJECTS = {
    "confirm": _("Confirm your question or offer"),
    "received": _("Your private link: %(title)s"),
    "published": _("On the site: %(title)s"),
    "reminder": _("Still current? %(title)s"),
    "closed": _("Closed: %(title)s"),
}


def send(submission: Submission, name: str) -> None:
    """Send the mail `name`, a key of SUBJECTS, in the language of the form.

    The mail that asks for confirmation repeats nothing that was typed: somebody else may have given this address.
    """
    page = submission.page.specific if submission.page_id else None
    title = page.title if page else ""
    with translation.override(submission.language):
        body = render_to_string(
            f"knowledge/mail/{name}.txt",
            {
                "title": title,
                "page": page,
                "confirm": "" if page else absolute_link(submission, CONFIRM, "confirm_submission"),
                "own": absolute_link(submission, OWN, "own_submission") if page else "",
                "prolong": absolute_link(submission, OWN, "prolong_submission") if page else "",
                "site": settings.SITE_URL,
            },
        )
        subject = SUBJECTS[name] % {"title": title}
    subject = " ".join(clean_line(f"{settings.WAGTAIL_SITE_NAME}: {subject}").split())[:180]
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [submission.email], headers=headers).send()
