"""Saved searches: mail about what is new, for who confirmed it; no account, no cookie, ended by one click.

An address is kept from the request to the end and nowhere else: not in a task, not in a log. What was never confirmed goes
after a week. See docs/decisions/0032.
"""

import logging
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.reader_forms import ReaderForm
from search.feeds import describe, newest
from search.models import SavedSearch
from search.results import Results
from search.wanted import Wanted

logger = logging.getLogger("mail")
UNCONFIRMED = timedelta(days=7)
EVERY = timedelta(hours=20)  # at most one mail in this time
AGAIN = timedelta(days=1)  # before the same confirmation is asked again
LOOK_BACK = timedelta(days=14)  # how long an entry can stay unfound after its publication and still be told
MOST_PER_ADDRESS, MOST_WAITING, MOST_IN_MAIL = 20, 2, 20
SALT = "search.saving"


class SaveForm(ReaderForm):
    """What a reader gives to hear what is new: an address."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"), max_length=200,
        help_text=gettext_lazy("Only for this search. It is deleted as soon as you end it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )  # fmt: skip


def sign(key, salt: str) -> str:
    """Return what stands in a link of a mail: only who got the mail has it."""
    return signing.Signer(sep="~", salt=f"{SALT}.{salt}").sign(str(key))


def find_signed(signed: str, salt: str) -> SavedSearch | None:
    """Return the saved search of a link; None when the link is forged or the search is ended."""
    try:
        key = signing.Signer(sep="~", salt=f"{SALT}.{salt}").unsign(signed)
    except signing.BadSignature:
        return None
    return SavedSearch.objects.filter(pk=key).first()


def answer(saved: SavedSearch) -> Results:
    """Return what a saved search finds now."""
    return Results(Wanted.read(QueryDict(saved.query), saved.language), saved.language)


def keep(email: str, wanted: Wanted, language: str) -> SavedSearch | None:
    """Keep a search until it is confirmed; None when this address has it already or was asked a short time ago.

    The reader does not learn which. An address that somebody else types in is asked about two searches at most, once a
    day each, for a week.
    """
    query, same, now = wanted.query(page=1)[:2000], SavedSearch.objects.filter(email__iexact=email), timezone.now()
    known = same.filter(query=query, language=language).first()
    if known is not None:
        if known.confirmed_at or known.checked_at > now - AGAIN:
            return None
        known.checked_at = now
        known.save(update_fields=["checked_at"])
        return known
    waiting, confirmed = same.filter(confirmed_at=None), same.exclude(confirmed_at=None)
    if waiting.count() >= MOST_WAITING or confirmed.count() >= MOST_PER_ADDRESS:
        return None
    return SavedSearch.objects.create(email=email, query=query, language=language, checked_at=now)


def confirm(saved: SavedSearch) -> None:
    """Begin: what is there now is known, what comes is new."""
    if saved.confirmed_at is None:
        saved.confirmed_at = saved.checked_at = timezone.now()
        saved.told = recent(answer(saved))
        saved.save()


def recent(results: Results) -> list[int]:
    """Return the found entries that were published lately, the newest first."""
    since, rows = timezone.now() - LOOK_BACK, results.facets.table.rows
    return [pk for pk in newest(results) if rows[pk].published and rows[pk].published >= since]


def due() -> list[SavedSearch]:
    """Return the confirmed searches that were not looked at today."""
    return list(SavedSearch.objects.exclude(confirmed_at=None).filter(checked_at__lte=timezone.now() - EVERY))


def tell(saved: SavedSearch) -> int:
    """Mail what is new since the last mail; return how many entries. A mail that fails is tried the next time."""
    with translation.override(saved.language):
        results = answer(saved)
        lately = recent(results)
        hits = results.make_hits([pk for pk in lately if pk not in set(saved.told)][:MOST_IN_MAIL])
        if hits:
            title = ngettext("%(number)d new for %(search)s", "%(number)d new for %(search)s", len(hits))
            title = title % {"number": len(hits), "search": describe(results)}
            mail(saved, title, "search/saved_mail.txt", {"hits": hits, "results": results})
    shown = [hit.entry.pk for hit in hits]
    saved.told = [pk for pk in lately if pk in set(saved.told) | set(shown)]
    saved.checked_at = timezone.now()
    saved.save(update_fields=["told", "checked_at"])
    return len(hits)


def ask_to_confirm(saved: SavedSearch) -> None:
    """Mail the link by which the owner of the address says yes."""
    with translation.override(saved.language):
        results = answer(saved)
        title = _("Confirm: mail about %(search)s") % {"search": describe(results)}
        url = f"{settings.SITE_URL}{reverse('confirm_search', args=[sign(saved.pk, 'confirm')])}"
        mail(saved, title, "search/confirm_mail.txt", {"results": results, "url": url})


def mail(saved: SavedSearch, title: str, template: str, context: dict) -> None:
    """Send one mail with a way to end it, for people and for mail programs (RFC 8058)."""
    end = f"{settings.SITE_URL}{reverse('end_search', args=[sign(saved.pk, 'end')])}"
    search = f"{settings.SITE_URL}{reverse('search')}?{saved.query}"
    name = describe(context["results"])
    body = render_to_string(
        template, {**context, "name": name, "search": search, "end": end, "site": settings.SITE_URL}
    )
    headers = {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    subject = " ".join(f"{settings.WAGTAIL_SITE_NAME}: {title}".split())[:180]
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [saved.email], headers=headers).send()


def forget_unconfirmed() -> int:
    """Delete what nobody confirmed within a week; return how many."""
    return SavedSearch.objects.filter(confirmed_at=None, made_at__lt=timezone.now() - UNCONFIRMED).delete()[0]


def tell_all() -> tuple[int, int]:
    """Mail to everybody who waits; return how many mails went out and how many failed."""
    sent = failed = 0
    for saved in due():
        try:
            sent += bool(tell(saved))
        except Exception as error:
            failed += 1
            logger.warning("saved search not mailed (%s), tried again tomorrow", type(error).__name__)
    return sent, failed
