"""E-mails of saved searches: confirmation, new results, and links to end them."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from characters.rule import clean_line
from search.models import SavedSearch
from search.pages.feed import describe_search
from search.saved_searches.subscriptions import (
    due_subscriptions,
    find_of_address,
    recent_entry_ids,
    run_saved_search,
    sign,
)

logger = logging.getLogger("mail")
MAX_ENTRIES_PER_MAIL = 20


def notify(saved: SavedSearch) -> int:
    """Mail the results that are new since the last mail; return their number. Nothing is saved if sending fails."""
    with translation.override(saved.language):
        results = run_saved_search(saved)
        recent = recent_entry_ids(results)
        hits = results.make_hits([pk for pk in recent if pk not in set(saved.told)][:MAX_ENTRIES_PER_MAIL])
        if hits:
            title = ngettext("%(number)d new for %(search)s", "%(number)d new for %(search)s", len(hits))
            title = title % {"number": len(hits), "search": describe_search(results)}
            send_email(saved, title, "search/saved_mail.txt", {"hits": hits, "results": results})
    shown = [hit.entry.pk for hit in hits]
    saved.told = [pk for pk in recent if pk in set(saved.told) | set(shown)]
    saved.checked_at = timezone.now()
    saved.save(update_fields=["told", "checked_at"])
    return len(hits)


def send_confirmation(saved: SavedSearch) -> None:
    """Mail the confirmation link."""
    with translation.override(saved.language):
        results = run_saved_search(saved)
        title = _("Confirm: mail about %(search)s") % {"search": describe_search(results)}
        url = f"{settings.SITE_URL}{reverse('confirm_search', args=[sign(saved.pk, 'confirm')])}"
        send_email(saved, title, "search/confirm_mail.txt", {"results": results, "url": url})


def send_end_links(saved: SavedSearch) -> None:
    """Mail a link to end it for each search of an address."""
    with translation.override(saved.language):
        rows = [(describe_search(run_saved_search(row)), sign_end_url(row)) for row in find_of_address(saved.email)]
        body = render_to_string("search/end_mail.txt", {"rows": rows, "site": settings.SITE_URL})
        subject = f"{settings.WAGTAIL_SITE_NAME}: {_('End your mail about searches')}"
    EmailMessage(
        subject, body, settings.DEFAULT_FROM_EMAIL, [saved.email], headers={"Auto-Submitted": "auto-replied"}
    ).send()


def sign_end_url(saved: SavedSearch) -> str:
    """Return the absolute URL that ends a saved search."""
    return f"{settings.SITE_URL}{reverse('end_search', args=[sign(saved.pk, 'end')])}"


def send_email(saved: SavedSearch, title: str, template: str, context: dict) -> None:
    """Send an e-mail with an unsubscribe link and one-click unsubscribe headers (RFC 8058)."""
    end = sign_end_url(saved)
    search = f"{settings.SITE_URL}{reverse('search')}?{saved.query}"
    name = describe_search(context["results"])
    body = render_to_string(
        template, {**context, "name": name, "search": search, "end": end, "site": settings.SITE_URL}
    )
    headers = {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    subject = " ".join(clean_line(f"{settings.WAGTAIL_SITE_NAME}: {title}").split())[:180]
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [saved.email], headers=headers).send()


def notify_all() -> tuple[int, int]:
    """Notify all due subscriptions; return the number of mails sent and failed."""
    sent = failed = 0
    for saved in due_subscriptions():
        try:
            sent += bool(notify(saved))
        except Exception as error:
            failed += 1
            logger.warning("saved search not mailed (%s), tried again tomorrow", type(error).__name__)
    return sent, failed
