"""Saved searches: mail about what is new, for who confirmed it; no account, no cookie, ended by one click.

An address is kept from the request to the end and nowhere else: not in a task, not in a log. What was never confirmed goes
after a week. See docs/decisions/0032.
"""

import logging
from datetime import timedelta

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from search.models import SavedSearch
from search.pages.feed import newest_entry_ids
from search.query.executor import execute
from search.query.request import SearchRequest
from search.query.result_set import ResultSet

logger = logging.getLogger("mail")
CONFIRMATION_PERIOD = timedelta(days=7)
MAIL_INTERVAL = timedelta(hours=20)  # at most one mail in this time
CONFIRMATION_INTERVAL = timedelta(days=1)  # before the same confirmation is asked again
LOOK_BACK = timedelta(days=14)  # how long an entry can stay unfound after its publication and still be told
MAX_PER_ADDRESS, MAX_UNCONFIRMED = 20, 2
SALT = "search.saved_searches.subscriptions"


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


def run_saved_search(saved: SavedSearch) -> ResultSet:
    """Return what a saved search finds now."""
    return execute(SearchRequest.from_query(QueryDict(saved.query), saved.language), saved.language)


def subscribe(email: str, request: SearchRequest, language: str) -> SavedSearch | None:
    """Keep a search until it is confirmed; None when this address has it already or was asked a short time ago.

    The reader does not learn which. An address that somebody else types in is asked about two searches at most, once a
    day each, for a week.
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
    unconfirmed, confirmed = same.filter(confirmed_at=None), same.exclude(confirmed_at=None)
    if unconfirmed.count() >= MAX_UNCONFIRMED or confirmed.count() >= MAX_PER_ADDRESS:
        return None
    return SavedSearch.objects.create(email=email, query=query, language=language, checked_at=now)


def confirm(saved: SavedSearch) -> None:
    """Begin: what is there now is known, what comes is new."""
    if saved.confirmed_at is None:
        saved.confirmed_at = saved.checked_at = timezone.now()
        saved.told = recent_entry_ids(run_saved_search(saved))
        saved.save()


def recent_entry_ids(results: ResultSet) -> list[int]:
    """Return the found entries that were published lately, the newest first."""
    since, rows = timezone.now() - LOOK_BACK, results.facets.index.rows
    return [pk for pk in newest_entry_ids(results) if rows[pk].published and rows[pk].published >= since]


def due_subscriptions() -> list[SavedSearch]:
    """Return the confirmed searches that were not looked at today."""
    return list(SavedSearch.objects.exclude(confirmed_at=None).filter(checked_at__lte=timezone.now() - MAIL_INTERVAL))


def delete_unconfirmed() -> int:
    """Delete what nobody confirmed within a week; return how many."""
    return SavedSearch.objects.filter(confirmed_at=None, made_at__lt=timezone.now() - CONFIRMATION_PERIOD).delete()[0]
