"""Trims withdrawn recordings to the range that consents still allow, and publishes the result in their place.

The trimmed version is a recording of its own, with captions and chapters shifted to its start; players, transcripts and
search need no special case for it.
"""

import logging
from dataclasses import dataclass, field

from django.db import transaction
from wagtail.models import Revision

from core.entries.open_reviews import keep_review
from core.entries.publishing import NotPublishableError
from core.entries.translation_sync import find_source
from media.recordings.trim import TrimError, TrimmedFile, trim_recording
from talkshows.captions.cue import Cue, format_time, write_webvtt
from talkshows.consent.open_revisions import find_open_revisions, move_review, save_again
from talkshows.consent.policy import make_restrictions
from talkshows.consent.rewrite import rewrite_entry
from talkshows.consent.statement import digest_page, holds
from talkshows.models import CaptionTrack, Consent, EpisodePage

logger = logging.getLogger("consent")
TrimStatus = Consent.TrimStatus


@dataclass
class TrimJob:
    """A withdrawn recording with an allowed range, its consents, and its pages (ids), translation sources first."""

    identity: str
    media: object
    range: tuple[int, int]
    consents: list
    page_ids: list[int] = field(default_factory=list)


def trim_restricted(entry_key: str) -> int:
    """Trim the withdrawn recordings of an entry, in every language; return the number of new files."""
    rewrite_entry(entry_key)  # a page that still names the guest is not published
    done = 0
    for name in find_pending_trims(entry_key):
        result = None
        while result is None and (job := find_pending_trims(entry_key).get(name)):
            result = run_job(entry_key, job)
        done += result == TrimStatus.DONE
    if not find_pending_trims(entry_key):  # the page has another recording by now, or nothing of it may stay
        Consent.objects.filter(entry_key=entry_key, cut=TrimStatus.WAITING).update(cut=TrimStatus.NONE)
    return done


def find_pending_trims(entry_key: str) -> dict[str, TrimJob]:
    """Return {recording identity: TrimJob} for the pages of an entry; its aliases follow them when they are published."""
    found_pages = EpisodePage.objects.filter(translation_key=entry_key, alias_of=None)
    pages = list(found_pages.select_related("recording_file"))
    pages.sort(key=lambda page: find_source(page) is not None)
    found: dict[str, TrimJob] = {}
    for page in pages:
        name = page.recording_identity
        covering = [one for one in Consent.objects.ended().for_entry(entry_key, name) if one.covers(name)]
        ranges = make_restrictions(covering, name).allowed_ranges
        if ranges:
            found.setdefault(name, TrimJob(name, page.recording_file, ranges[0], covering)).page_ids.append(page.pk)
    return found


def run_job(entry_key: str, job: TrimJob) -> str | None:
    """Run one job and record its TrimStatus with its consents; return it, or None where consents or pages changed meanwhile."""
    if job.media is None:
        return _record(entry_key, job, TrimStatus.ELSEWHERE)
    start, end = job.range
    try:
        trimmed = trim_recording(job.media, start, end, f"{job.media.title} ({format_time(start)}–{format_time(end)})")
    except TrimError as error:
        return _record(entry_key, job, TrimStatus(error.reason))
    is_used = False
    try:
        with transaction.atomic():
            result = _record(entry_key, job, TrimStatus.DONE)
            if result is not None:
                _publish(job, trimmed)
        is_used = result is not None
    except NotPublishableError:
        return _record(entry_key, job, TrimStatus.NO_CAPTIONS)
    finally:
        if not is_used:
            trimmed.media.file.delete(save=False)
            trimmed.media.delete()
    if is_used:
        logger.warning("talkshows.consent.cut: recording %s", job.media.pk)
    return result


@transaction.atomic
def _record(entry_key: str, job: TrimJob, status: str) -> str | None:
    """Record the result of a job with its consents and return it; None where they, or its pages, are not what they were.

    Trimming takes minutes. The consents stay locked until the transaction ends: one that ends later finds the page as it is then.
    """
    list(Consent.objects.select_for_update().for_entry(entry_key, job.identity))
    now = find_pending_trims(entry_key).get(job.identity)
    if now is None or (now.range, now.page_ids) != (job.range, job.page_ids):
        return None
    job.consents = now.consents
    Consent.objects.filter(pk__in=[consent.pk for consent in job.consents]).update(cut=status)
    return status


def _publish(job: TrimJob, trimmed: TrimmedFile) -> None:
    """Publish the trimmed recording on every page of a job."""
    for consent in job.consents:  # a consent without recordings would also cover the trimmed version
        if consent.add_recording(job.identity):
            consent.save(update_fields=["recordings"])
    for pk in job.page_ids:
        _publish_trimmed(pk, job.identity, trimmed)


def _publish_trimmed(pk: int, old: str, trimmed: TrimmedFile) -> None:
    """Publish a page with the trimmed recording; drafts and planned versions with the old one get it too and stay what they are."""
    page = EpisodePage.objects.get(pk=pk)
    drafts = find_drafts(page)
    if page.live:
        shown = page.live_revision or page.get_latest_revision()
        replace_recording(page, old, trimmed)
        with keep_review(page):
            again = page.save_revision(clean=False)
            again.publish()
        _save_drafts(drafts, old, trimmed)
        move_review(shown, again)
    elif any(one.as_object().recording_identity == old for one in drafts):
        _save_drafts(drafts, old, trimmed)
    elif not drafts and page.recording_identity == old:
        replace_recording(page, old, trimmed)
        page.save_revision(clean=False)


def find_drafts(page: EpisodePage) -> list[Revision]:
    """Return the revisions that wait behind what readers have: planned ones and a newer draft, the newest last."""
    found = [one for one in find_open_revisions(page) if one.pk != page.live_revision_id]
    return [one for one in found if one.approved_go_live_at or page.has_unpublished_changes or not page.live]


def _save_drafts(drafts: list[Revision], old: str, trimmed: TrimmedFile) -> None:
    """Save each draft behind what was published, also one with another recording: it stays the newest, planned and under review."""
    for original in drafts:
        draft = original.as_object()
        if draft.recording_identity == old:
            replace_recording(draft, old, trimmed)
        save_again(original, draft)


def replace_recording(page: EpisodePage, old: str, trimmed: TrimmedFile) -> None:
    """Replace the recording `old` of a page by the trimmed one, with its captions and chapters; does not save.

    The poster is removed, as it may show the guest. A translation may already have the recording and captions of its source.
    """
    tracks, chapters = list(page.caption_tracks.all()), list(page.chapters.all())
    synchronised, is_stated = page.recording_identity != old, holds(page)
    page.recording_file, page.recording_poster = trimmed.media, None
    if not synchronised:
        trimmed_rows = [trim_track(row, trimmed) for row in tracks if row.made_for in {"", old}]
        page.caption_tracks = [row for row in trimmed_rows if row.source]
    page.chapters = trim_chapters(chapters, trimmed)
    if is_stated:  # what holds for a recording holds for a part of it
        page.statement_about = digest_page(page)


def trim_track(row: CaptionTrack, trimmed: TrimmedFile) -> CaptionTrack:
    """Return an unsaved track with the corrected cues of the range; its source is empty without cues."""
    cues = trim_cues(row.get_cues(), trimmed)
    source = write_webvtt(cues) if cues else ""
    return CaptionTrack(language=row.language, kind=row.kind, made=row.made, source=source, sort_order=row.sort_order)


def trim_cues(cues: list[Cue], trimmed: TrimmedFile) -> list[Cue]:
    """Return the cues that start in the file and end within the requested range, shifted to the start of the file."""
    start, end = round(trimmed.start * 1000), round(trimmed.end * 1000)
    inside = [cue for cue in cues if start <= cue.start < end and cue.end <= trimmed.requested_end * 1000]
    return [Cue(cue.start - start, min(cue.end, end) - start, cue.text, cue.speaker) for cue in inside]


def trim_chapters(rows: list, trimmed: TrimmedFile) -> list:
    """Return the chapters of the file, shifted to its start; the chapter that is current at its start begins there."""
    known = sorted((row for row in rows if row.start is not None), key=lambda row: row.start)
    current = [row for row in known if row.start < trimmed.start][-1:]
    inside = [row for row in known if trimmed.start <= row.start < trimmed.end]
    kept = inside if inside and inside[0].start - trimmed.start < 1 else [*current, *inside]
    for row in kept:
        row.start = max(0, round(row.start - trimmed.start))
    return kept
