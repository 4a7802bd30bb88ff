"""Mails to subscribers: confirmation, what there is to tell, and links to end it; each with a way to end."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from characters.cleaning import clean, clean_line
from subscriptions.kinds import Message, get_kind
from subscriptions.links import make_confirm_url, make_end_url
from subscriptions.models import Subscription
from subscriptions.registration import find_of_address

MAX_SUBJECT = 180  # characters


def send_confirmation(subscription: Subscription) -> None:
    """Mail the confirmation link, unless nothing can come any more."""
    with translation.override(subscription.language):
        kind = get_kind(subscription.kind)
        offer = kind.make_offer(subscription.subject) if kind else None
        if offer is None:
            return
        context = {"offer": offer, "url": make_confirm_url(subscription), "site": settings.SITE_URL}
        title = _("Confirm your mail about %(search)s") % {"search": offer.name}
        body = render_to_string("subscriptions/confirm_mail.txt", context)
    _send(subscription, title, body)


def send_end_links(subscription: Subscription) -> None:
    """Mail a link to end it for each subscription of an address."""
    with translation.override(subscription.language):
        rows = [(name_subject(row), make_end_url(row)) for row in find_of_address(subscription.email)]
        body = render_to_string("subscriptions/end_mail.txt", {"rows": rows, "site": settings.SITE_URL})
        title = _("End your mail")
    EmailMultiAlternatives(
        _make_subject(title), body, settings.DEFAULT_FROM_EMAIL, [subscription.email],
        headers={"Auto-Submitted": "auto-replied"},
    ).send()  # fmt: skip


def send_message(subscription: Subscription, message: Message) -> None:
    """Mail a message, with the link that ends the subscription below it."""
    with translation.override(subscription.language):
        end = make_end_url(subscription)
        body = render_to_string("subscriptions/mail.txt", {"body": message.body.strip(), "end": end})
        context = {"title": message.title, "html": mark_safe(message.html), "end": end}
        html = message.html and render_to_string("subscriptions/mail.html", context)
    _send(subscription, message.title, body, html)


def name_subject(subscription: Subscription) -> str:
    """Return what a subscription is about, in the active language; the name of its kind when that is gone."""
    kind = get_kind(subscription.kind)
    if kind is None:
        return _("mail of this site")
    offer = kind.make_offer(subscription.subject)
    return offer.name if offer else str(kind.title)


def _send(subscription: Subscription, title: str, body: str, html: str = "") -> None:
    """Send an e-mail with one-click unsubscribe headers (RFC 8058)."""
    with translation.override(subscription.language):
        end = make_end_url(subscription)
    headers = {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        _make_subject(title), clean(body), settings.DEFAULT_FROM_EMAIL, [subscription.email], headers=headers
    )
    if html:
        message.attach_alternative(clean(html), "text/html")
    message.send()


def _make_subject(title: str) -> str:
    return " ".join(clean_line(f"{settings.WAGTAIL_SITE_NAME}: {title}").split())[:MAX_SUBJECT]
