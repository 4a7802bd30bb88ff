"""The mail of the inbox: plain text, one mail for all that waits, and no notice in two mails.

Notices are claimed, and the claim committed, before the mail goes out. A process that ends between the two has told
nobody by mail; the notice stands in the inbox. The other order would mail it twice.
"""

import logging
import uuid

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from characters.cleaning import clean, clean_line
from editorial.inbox.models import MailChoice, Notice
from editorial.inbox.sentences import NoticeTexts

logger = logging.getLogger("mail")
MAX_SUBJECT = 180


class MailFailedError(Exception):
    """The mail server did not take a mail; nothing was told."""


def send_waiting(user_pk: int) -> int:
    """Mail a user the notices that wait and still hold; return their number. Raises MailFailedError."""
    user = get_user_model().objects.filter(pk=user_pk, is_active=True).exclude(email="").first()
    if user is None:
        Notice.objects.filter(user=user_pk, mail=Notice.Mail.WAITING).update(mail=Notice.Mail.NONE)
        return 0
    claim = uuid.uuid4()
    waiting = Notice.objects.filter(user=user, mail=Notice.Mail.WAITING, claim=None)
    with transaction.atomic():
        waiting.update(claim=claim, mail=Notice.Mail.SENT)
    notices = list(
        Notice.objects.filter(claim=claim).select_related("page", "actor", "user").order_by("created_at", "pk")
    )
    texts = NoticeTexts(notices)
    current = [notice for notice in notices if notice.read_at is None and texts.holds(notice)]
    outdated = {notice.pk for notice in notices} - {notice.pk for notice in current}
    Notice.objects.filter(pk__in=outdated).update(mail=Notice.Mail.NONE)
    if not current:
        return 0
    try:
        write_mail(user, current).send()
    except Exception as error:
        Notice.objects.filter(pk__in=[notice.pk for notice in current]).update(claim=None, mail=Notice.Mail.WAITING)
        logger.warning("mail of the inbox failed (%s)", type(error).__name__)
        raise MailFailedError from error
    return len(current)


def write_mail(user, notices: list[Notice]) -> EmailMessage:
    """Return the mail with these notices, in the language that the user chose for the editing screens."""
    with translation.override(UserProfile.get_for_user(user).get_preferred_language()):
        texts = NoticeTexts(notices)
        lines = [
            {"sentence": texts.format(one), "detail": texts.format_detail(one), "url": _find_address(one)}
            for one in notices
        ]
        title = lines[0]["sentence"]
        if len(lines) > 1:
            title = ngettext("%(number)d message", "%(number)d messages", len(lines)) % {"number": len(lines)}
        is_daily = MailChoice.objects.filter(user=user, when=MailChoice.When.DAILY).exists()
        values = {"lines": lines, "name": user.first_name, "inbox": _link("inbox"), "is_daily": is_daily}
        body = render_to_string("editorial/mail/notices.txt", values)
    subject = " ".join(clean_line(f"{settings.WAGTAIL_SITE_NAME}: {title}").split())[:MAX_SUBJECT]
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, clean(body), settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers)


def _find_address(notice: Notice) -> str:
    """Return where a notice leads: what is on the site is read there, also by who did not sign in."""
    url = notice.page.get_url() if notice.kind == Notice.Kind.PUBLISHED and notice.page.live else ""
    if not url:
        return _link("open_notice", notice.pk)
    return url if url.startswith("http") else f"{settings.SITE_URL}{url}"


def _link(name: str, *arguments) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"
