"""Takes the names of guests whose consent has ended out of the pages of an event, where they are stored for readers.

The row of the page is rewritten, so that queries that read it have nothing to know. What stood there stays in a revision, which only the board
opens and nobody publishes while the name stands in it (`consent.revision_access`, `RecordingMixin.find_publishing_errors`).
"""

import logging
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, ReferenceIndex, Revision

from accounts.acting import as_system
from core.entries.gone_urls import public_path
from core.entries.personal_names import NameMatcher
from core.metadata.share_image import delete_share_image
from core.signals import entry_changed, entry_redacted
from talkshows.consent.addresses import withdraw_addresses
from talkshows.consent.file_names import rename_files
from talkshows.consent.open_revisions import find_open_revisions, move_review, save_again
from talkshows.consent.stored_text import StoredText, find_named, redact_page
from talkshows.consent.translated_texts import forget_names
from talkshows.kit.store import forget_kit
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage

logger = logging.getLogger("consent")


def find_pages(consents) -> list[EpisodePage]:
    """Return the pages that consents are about: of the entry in every language, its aliases, and copies with the recording."""
    about = Q()
    for consent in consents:
        about |= Q(translation_key=consent.entry_key) | Q(alias_of__translation_key=consent.entry_key)
        for recording in filter(None, consent.recordings.split("\n")):
            kind, _colon, rest = recording.partition(":")
            if kind == "url":
                about |= Q(recording_url=rest)
            elif (pk := rest.partition(":")[0]).isdecimal():
                about |= Q(recording_file_id=int(pk))
    pages = EpisodePage.objects.filter(about).select_related("recording_file").order_by("pk") if about else []
    return [page.specific for page in pages]


def rewrite_due() -> int:
    """Rewrite every page whose row or planned version names a guest without consent; return how many were rewritten.

    For work that runs each minute: a date passes by itself. It leaves drafts alone that somebody writes on now; those cannot be published. Without such
    a page it reads the ended consents and their pages, and writes nothing.
    """
    consents = Consent.objects.ended().select_related("person")
    return rewrite_pages(page for page in find_pages(consents) if is_due(page))


def rewrite_entry(entry_key: UUID) -> int:
    """Rewrite the pages of one entry and their drafts, when a consent ends; return how many were rewritten."""
    return rewrite_pages(find_pages(Consent.objects.ended().filter(entry_key=entry_key).select_related("person")))


def rewrite_pages(pages: Iterable[EpisodePage]) -> int:
    """Rewrite pages, each in a transaction; return how many were rewritten."""
    done = 0
    for page in pages:
        if page.restrictions.names:
            with transaction.atomic(), as_system():  # it follows from the end of a consent, whoever ended it
                done += rewrite_page(page)
                forget_names(page, page.restrictions.matcher)
    return done


def is_due(page: EpisodePage) -> bool:
    """Return whether the row of a page, or a version that will be published by the clock, names a guest without consent."""
    restrictions = page.restrictions
    if not restrictions.names:
        return False
    planned = page.revisions.filter(approved_go_live_at__isnull=False)
    versions = (page, *(revision.as_object() for revision in planned))
    return any(find_named(version, restrictions.matcher) for version in versions)


def rewrite_page(page: EpisodePage) -> bool:
    """Take the names out of the row, the files' names, the drafts and the addresses of a page; return whether it had any."""
    matcher = page.restrictions.matcher
    before = (page.title, public_path(page))
    rename_files(page, matcher)
    is_named = bool(find_named(page, matcher))
    if not is_named and not has_named_draft(page, matcher):
        return withdraw_addresses(page, matcher, "")
    drafts = [] if page.alias_of_id else _keep_original(page, is_named)  # an alias has no revisions
    changed = redact_page(page, matcher)
    make_slug_unique(page)
    _write_row(page, changed)
    if not page.alias_of_id:
        _write_revisions(page, matcher, drafts, is_named)
    withdraw_addresses(page, matcher, before[1])
    delete_share_image(before[0], str(page.kind_label), page.cover_number)
    forget_kit(str(page.translation_key))
    _clean_log(page, matcher)
    log(page, "talkshows.consent.rewrite", data={"fields": sorted({text.label for text in changed})})
    logger.warning("talkshows.consent.rewrite: page %s", page.pk)
    ReferenceIndex.create_or_update_for_object(page)
    entry_redacted.send(sender=type(page), instance=page)
    entry_changed.send(sender=type(page), instance=page)
    return True


def has_named_draft(page: EpisodePage, matcher: NameMatcher) -> bool:
    """Return whether the latest or a planned revision of a page names somebody."""
    return any(find_named(revision.as_object(), matcher) for revision in find_open_revisions(page))


def _keep_original(page: EpisodePage, is_named: bool) -> list[Revision]:
    """Return the open revisions beside the live one; a row that no revision holds gets one first, with what stands there."""
    if is_named and not (page.live_revision_id if page.live else page.latest_revision_id):
        drafts = find_open_revisions(page)
        page.save_revision(clean=False, changed=False)
        return drafts if page.live else find_open_revisions(page)
    return [one for one in find_open_revisions(page) if one.pk != page.live_revision_id]


def make_slug_unique(page: EpisodePage) -> None:
    """Give a page a slug that none of its siblings has, and the path that follows from it; does not save."""
    taken = set(page.get_siblings(inclusive=False).values_list("slug", flat=True))
    stem, number = page.slug, 2
    while page.slug in taken:
        page.slug, number = f"{stem}-{number}", number + 1
    page.set_url_path(page.get_parent())


def _write_row(page: EpisodePage, changed: list[StoredText]) -> None:
    """Write the columns of the page and of its rows that changed, without the signals of a publication."""
    own = {text.column.name for text in changed if text.owner is page} | {"slug", "url_path", "draft_title"}
    type(page).objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in own})
    for text in changed:
        if text.owner is not page:
            value = getattr(text.owner, text.column.attname)
            type(text.owner).objects.filter(pk=text.owner.pk).update(**{text.column.name: value})


def _write_revisions(page: EpisodePage, matcher: NameMatcher, drafts: list[Revision], is_named: bool) -> None:
    """Save the rewritten row as the live revision, and behind it the rewritten drafts; the originals are planned no more."""
    if page.live and is_named:
        original = page.live_revision
        again = page.save_revision(clean=False, changed=False)
        type(page).objects.filter(pk=page.pk).update(live_revision=again)
        move_review(original, again)
    for original in drafts:
        draft = original.as_object()
        redact_page(draft, matcher)
        if not page.live:
            draft.slug = page.slug
        save_again(original, draft)
    type(page).objects.filter(pk=page.pk).update(has_unpublished_changes=bool(drafts) or not page.live)
    page.refresh_from_db()


def _clean_log(page: EpisodePage, matcher: NameMatcher) -> None:
    """Take the names out of the titles in the page's log, which every editor may read."""
    for entry in PageLogEntry.objects.filter(page=page.pk):
        label = page.restrictions.redact(entry.label)
        titles = entry.data.get("title")
        if isinstance(titles, dict):
            entry.data["title"] = {key: page.restrictions.redact(str(text)) for key, text in titles.items()}
        if label != entry.label or titles:
            PageLogEntry.objects.filter(pk=entry.pk).update(label=label[:255], data=entry.data)
