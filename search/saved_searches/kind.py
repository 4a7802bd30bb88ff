"""Saved searches as a kind of subscription: mail when a search has new results (docs/decisions/0032 and 0066)."""

import logging
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.models import EntryPage
from search.engines.base import EngineUnavailableError
from search.pages.feed import describe_search, newest_entry_ids
from search.query.executor import execute
from search.query.request import SearchRequest
from search.query.result_set import ResultSet
from subscriptions.kinds import Kind, Message, Offer, Outcome

logger = logging.getLogger("search")
SAVED_SEARCH = "search"
MAIL_HOUR = 7  # local time
MAIL_INTERVAL = timedelta(hours=20)  # minimum time between two looks
LOOK_BACK = timedelta(days=14)  # maximum age of an entry that is reported as new
MAX_ENTRIES_PER_MAIL = 20


class SavedSearches(Kind):
    """New results of a search, at most once a day; the subject is the query string of the search page.

    What is told are the ids of results of the last LOOK_BACK, so that an index that was behind loses nothing.
    """

    name = SAVED_SEARCH
    title = gettext_lazy("Mail me when there is something new")
    chosen_at = "search"

    def read_subject(self, request, **kwargs) -> str | None:
        """Return the query string of a search, without unknown values of filters, or None when it asks for nothing."""
        results = _execute(request.GET)
        known = results.request
        for name, text in results.unknown_filters:
            known = known.without_value(name, text)
        return known.query_string(page=1)[:2000] if results.has_criteria else None

    def get_url(self, subject: str) -> str:
        """Return the path of the form."""
        return f"{reverse('save_search')}?{subject}"

    def make_offer(self, subject: str) -> Offer:
        """Return the sentences about a search."""
        name = {"name": describe_search(_execute(QueryDict(subject)))}
        return Offer(
            name=name["name"],
            lead=_("At most one mail a day, and only when there is something new for %(name)s.") % name,
            question=_("Do you want a mail when there is something new for %(name)s?") % name,
            promise=_("From now on you get a mail when there is something new for %(name)s.") % name,
            request=_("With this address we were asked for mail when there is something new for %(name)s.") % name,
            back=f"{reverse('search')}?{subject}",
            back_label=_("Back to the results"),
        )

    def start(self, subscription) -> Outcome:
        """Count the results that exist now as told; all recent entries while no engine answers."""
        try:
            told = recent_entry_ids(run_search(subscription.subject))
        except EngineUnavailableError:
            told = _published_recently()
        return Outcome(told, due_at=next_mail())

    def look(self, subscription) -> Outcome:
        """Return the results that are new since the last mail; none while a filter has a value that the site does not have."""
        results, told = run_search(subscription.subject), set(subscription.told)
        if results.unknown_filters:
            logger.warning("saved search %s has unknown filters: %s", subscription.pk, results.unknown_filters)
            return Outcome(subscription.told, due_at=next_mail())
        recent = recent_entry_ids(results)
        hits = results.make_hits([pk for pk in recent if pk not in told][:MAX_ENTRIES_PER_MAIL])
        shown = {hit.entry.pk for hit in hits}
        message = _make_message(subscription.subject, results, hits) if hits else None
        return Outcome(_published_recently(told | shown), message, next_mail())


def run_search(subject: str) -> ResultSet:
    """Return the current result set of a saved search in the active language; raise EngineUnavailableError if none answers."""
    results = _execute(QueryDict(subject))
    found = [results.results[code] for code in results.languages if code in results.results]
    if any(one.query.words and one.engine is None for one in found):
        raise EngineUnavailableError("no engine answers")
    return results


def _execute(query: QueryDict) -> ResultSet:
    language = translation.get_language()[:2]
    return execute(SearchRequest.from_query(query, language), language)


def recent_entry_ids(results: ResultSet) -> list[int]:
    """Return ids of the results published within LOOK_BACK, newest first."""
    since, rows = timezone.now() - LOOK_BACK, results.facets.index.rows
    return [pk for pk in newest_entry_ids(results) if rows[pk].published and rows[pk].published >= since]


def _published_recently(entry_ids: Iterable[int] | None = None) -> list[int]:
    """Return those of the entries (None: of all) first published within LOOK_BACK, whether they are public now or not."""
    entries = EntryPage.objects.filter(first_published_at__gte=timezone.now() - LOOK_BACK)
    chosen = entries if entry_ids is None else entries.filter(pk__in=entry_ids)
    return list(chosen.order_by("pk").values_list("pk", flat=True))


def next_mail() -> datetime:
    """Return the first MAIL_HOUR that is MAIL_INTERVAL away."""
    soonest = timezone.localtime() + MAIL_INTERVAL
    morning = timezone.make_aware(datetime.combine(soonest.date(), time(MAIL_HOUR)))
    return (
        morning
        if morning >= soonest
        else timezone.make_aware(datetime.combine(soonest.date() + timedelta(days=1), time(MAIL_HOUR)))
    )


def _make_message(subject: str, results: ResultSet, hits: list) -> Message:
    name = describe_search(results)
    title = ngettext("%(number)d new for %(search)s", "%(number)d new for %(search)s", len(hits))
    body = render_to_string(
        "search/saved_mail.txt",
        {"name": name, "hits": hits, "search": f"{settings.SITE_URL}{reverse('search')}?{subject}"},
    )
    return Message(title % {"number": len(hits), "search": name}, body)
