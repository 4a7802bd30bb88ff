"""Which tables readers see. Every table counts, a new one too, unless it stands here with the reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps

# Tables that no public page shows: {prefix of the name: what they hold}.
UNSEEN = {
    "account_": "e-mail addresses of editors",
    "accounts_attempt": "counts of attempts to sign in",
    "auth_permission": "made by migrations",
    "core_readertoken": "used tokens of forms",
    "django_content_type": "made by migrations",
    "django_migrations": "made by migrations",
    "django_session": "sessions",
    "django_tasks_": "the queue of tasks",
    "editorial_": "what editors had open",
    "knowledge_submission": "what readers bring in; the board publishes it as a page",
    "mfa_": "second factors of editors",
    "page_cache_": "the generation itself",
    "search_cacheinvalidation": "says only that other rows changed",
    "search_loggedquery": "the query log",
    "search_rankingexpectation": "tests of editors",
    "subscriptions_": "what readers get mail about",
    "talkshows_sentmessage": "what the board sent about an event",
    "wagtail_localize_": "translations being made; publishing them changes the page",
    "wagtailadmin_": "what editors had open",
    "wagtailcore_apitoken": "keys",
    "wagtailcore_comment": "remarks of editors",
    "wagtailcore_modellogentry": "the log of the admin",
    "wagtailcore_pagelogentry": "the log of the admin",
    "wagtailcore_pagesubscription": "who gets mail about a page",
    "wagtailcore_revision": "drafts and versions; a version that readers may see is asked for each time",
    "wagtailcore_task": "workflow",
    "wagtailcore_uploadedfile": "uploads that are not finished",
    "wagtailcore_workflow": "workflow",
    "wagtailforms_": "sent forms",
    "wagtailsearch_": "the search of the admin",
    "wagtailusers_": "profiles of editors",
}


@dataclass(frozen=True)
class Tracking:
    """What counts of a table that readers see: the events, columns that do not count, and a further condition of an update.

    `or_changed` maps a column to the condition, in terms of NEW, under which it counts after all. `rarely_read` are columns that few queries
    read: a change of these alone touches only queries that name one of them.
    """

    events: tuple[str, ...] = ("INSERT", "UPDATE", "DELETE")
    unseen: frozenset[str] = frozenset()
    or_changed: tuple[tuple[str, str], ...] = ()
    rarely_read: frozenset[str] = frozenset()


# What an autosave of a draft, a lock and a sign-in write into rows that readers see.
DRAFT = {"draft_title", "has_unpublished_changes", "latest_revision_id", "latest_revision_created_at"}
LOCK = {"locked", "locked_at", "locked_by_id"}
TRACKINGS = {
    "wagtailcore_page": Tracking(
        unseen=frozenset(DRAFT | LOCK),
        # The sitemap and calendars show it of a page that was never published from a version.
        or_changed=(("latest_revision_created_at", "NEW.last_published_at IS NULL"),),
        rarely_read=frozenset({"last_published_at", "live_revision_id"}),
    ),
    "core_entrypage": Tracking(rarely_read=frozenset({"body"})),
    "accounts_user": Tracking(unseen=frozenset({"last_login", "password"})),
    # Updates are retries; a row goes when the engine has taken the change.
    "search_indexupdate": Tracking(events=("DELETE",)),
    # A size that is made on first sight changes no other page.
    "media_siterendition": Tracking(events=("UPDATE", "DELETE")),
    "wagtailimages_rendition": Tracking(events=("UPDATE", "DELETE")),
}


def find_tracked_tables() -> Iterator[tuple[str, tuple[str, ...], Tracking]]:
    """Yield (table, columns, tracking) of each table that readers see."""
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if model._meta.managed and not model._meta.proxy and not table.startswith(tuple(UNSEEN)):
            columns = tuple(field.column for field in model._meta.local_concrete_fields)
            yield table, columns, TRACKINGS.get(table, Tracking())


def is_whole(tracking: Tracking) -> bool:
    """Return whether each change to what readers see of a table counts, whatever the change does."""
    return tracking.events == Tracking.events


def find_conditions(
    event: str, columns: list[str], tracking: Tracking, differ: str, quote: Callable[[str], str]
) -> Iterator[tuple[str, bool]]:
    """Yield (WHEN clause, whether only rarely read columns changed) of the triggers of an event; `differ` compares column {0}."""
    if event != "UPDATE":
        yield "", False
        return

    def compare(some: Iterable[str]) -> list[str]:
        return [differ.format(quote(column)) for column in some]

    usual = compare(column for column in columns if column not in tracking.rarely_read)
    usual += [f"({rule} AND {compare([column])[0]})" for column, rule in tracking.or_changed]
    yield f" WHEN ({' OR '.join(usual)})", False
    if rare := compare(column for column in columns if column in tracking.rarely_read):
        yield f" WHEN (({' OR '.join(rare)}) AND NOT ({' OR '.join(usual)}))", True
