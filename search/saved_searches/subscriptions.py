"""Saved searches: subscriptions by e-mail with double opt-in, without an account or cookie.

The address is stored in SavedSearch only, never in tasks or logs. Unconfirmed searches are deleted after
CONFIRMATION_PERIOD. See docs/decisions/0032.
"""

import hmac
import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone

from accounts.rate_limits import DAY, RateLimit, Source, digest_subject
from search.models import SavedSearch
from search.pages.feed import newest_entry_ids
from search.query.executor import execute
from search.query.request import SearchRequest
from search.query.result_set import ResultSet

logger = logging.getLogger("mail")
CONFIRMATION_PERIOD = timedelta(days=7)
MAIL_INTERVAL = timedelta(hours=20)  # minimum time between two mails
CONFIRMATION_INTERVAL = timedelta(days=1)  # minimum time between two confirmation mails
LINKS_INTERVAL = timedelta(hours=1)  # minimum time between two mails with links to end searches, for an address
LOOK_BACK = timedelta(days=14)  # maximum age of an entry that is reported as new
MAX_PER_ADDRESS = 20
# Confirmation mails to one address: two a day that a network asks for, of at most five networks; nobody fills it for another network.
CONFIRMATION_MAILS = RateLimit("confirmation", DAY, per_subject=2, networks=5, subject_window=DAY)
SALT = "search.saving"  # part of the links in mails that were sent: it never changes


class InvalidLinkError(Exception):
    """A link is none of ours, or not as we sent it: cut off, changed, or signed with a key that is not used any more."""


def sign(key, salt: str) -> str:
    """Return the signed key of a saved search, for links in e-mails."""
    return signing.Signer(sep="~", salt=f"{SALT}.{salt}").sign(str(key))


def find_signed(signed: str, salt: str) -> SavedSearch | None:
    """Return the saved search of a signed key, or None if there is none any more; raise InvalidLinkError."""
    try:
        key = uuid.UUID(signing.Signer(sep="~", salt=f"{SALT}.{salt}").unsign(signed))
    except (signing.BadSignature, ValueError):
        raise InvalidLinkError from None
    return SavedSearch.objects.filter(pk=key).first()


def run_saved_search(saved: SavedSearch) -> ResultSet:
    """Return the current result set of a saved search."""
    return execute(SearchRequest.from_query(QueryDict(saved.query), saved.language), saved.language)


def subscribe(email: str, request: SearchRequest, language: str, source: Source) -> SavedSearch | None:
    """Save a search that needs confirmation; return None if no confirmation mail must be sent.

    That is the case if the address has this search already, was mailed recently, or reached a limit; the reader is not
    told which. Limits protect third parties: one mail per CONFIRMATION_INTERVAL for each search, and
    CONFIRMATION_MAILS.
    """
    query, same, now = (
        request.query_string(page=1)[:2000],
        SavedSearch.objects.filter(email__iexact=email),
        timezone.now(),
    )
    known = same.filter(query=query, language=language).first()
    if known is not None:
        if known.confirmed_at or known.checked_at > now - CONFIRMATION_INTERVAL:
            return None
        known.checked_at = now
        known.save(update_fields=["checked_at"])
        return known
    if same.exclude(confirmed_at=None).count() >= MAX_PER_ADDRESS:
        return None
    if CONFIRMATION_MAILS.consume(source, digest_subject(email)):
        return None
    return SavedSearch.objects.create(email=email, query=query, language=language, checked_at=now)


def find_for_links(email: str) -> SavedSearch | None:
    """Return a search of an address that asks how to end its searches; None if no mail must be sent.

    That is the case if none is kept, or if the address was mailed recently; the reader is not told which.
    """
    saved = find_of_address(email).first()
    digest = hmac.new(f"{SALT}.links {settings.SECRET_KEY}".encode(), email.casefold().encode(), "sha256").hexdigest()
    is_first = cache.add(f"search-links:{digest}", 1, LINKS_INTERVAL.total_seconds())
    return saved if is_first else None


def find_of_address(email: str):
    """Return all searches of an address, the oldest first, confirmed or not."""
    return SavedSearch.objects.filter(email__iexact=email).order_by("made_at", "pk")


def confirm(saved: SavedSearch) -> None:
    """Confirm a saved search; results that exist now are not reported as new."""
    if saved.confirmed_at is None:
        saved.confirmed_at = saved.checked_at = timezone.now()
        saved.told = recent_entry_ids(run_saved_search(saved))
        saved.save()


def recent_entry_ids(results: ResultSet) -> list[int]:
    """Return ids of the results published within LOOK_BACK, newest first."""
    since, rows = timezone.now() - LOOK_BACK, results.facets.index.rows
    return [pk for pk in newest_entry_ids(results) if rows[pk].published and rows[pk].published >= since]


def due_subscriptions() -> list[SavedSearch]:
    """Return the confirmed searches that were not checked within MAIL_INTERVAL."""
    return list(SavedSearch.objects.exclude(confirmed_at=None).filter(checked_at__lte=timezone.now() - MAIL_INTERVAL))


def delete_unconfirmed() -> int:
    """Delete searches not confirmed within CONFIRMATION_PERIOD; return their number."""
    return SavedSearch.objects.filter(confirmed_at=None, made_at__lt=timezone.now() - CONFIRMATION_PERIOD).delete()[0]
