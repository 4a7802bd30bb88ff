"""The part of a recording that may stay after a guest took consent back: cut out, and published in place of the whole.

The cut version is a recording of its own, with captions and chapters that start at its first second; so everything that
plays, reads or finds a recording needs to know nothing of cuts.
"""

import logging
from dataclasses import dataclass, field

from django.db import transaction

from core.entries.publishing import NotPublishableError
from core.entries.translation_sync import find_source
from media.recordings.trim import Piece, TrimError, trim
from talkshows.captions.cue import Cue, clock, write_webvtt
from talkshows.consent.policy import combine
from talkshows.models import CaptionTrack, Consent, EpisodePage
from talkshows.models.captions import identify_file

logger = logging.getLogger("consent")
Cut = Consent.Cut


@dataclass
class Job:
    """A held recording of which a part may stay: its consents, and its pages with the one that others follow first."""

    item: object
    part: tuple[int, int]
    consents: list
    pages: list[int] = field(default_factory=list)


def trim_restricted(entry_key: str) -> int:
    """Cut what is held and may stay in part, in every language; return how many recordings were made."""
    jobs = find_pending_trims(entry_key)
    done = 0
    for job in jobs.values():
        result = run(job)
        done += result == Cut.DONE
        Consent.objects.filter(pk__in=[consent.pk for consent in job.consents]).update(cut=result)
    waiting = Consent.objects.filter(entry_key=entry_key, cut=Cut.WAITING)
    if not jobs:  # another recording is on the page by now
        waiting.update(cut=Cut.NONE)
    return done


def find_pending_trims(entry_key: str) -> dict[str, Job]:
    """Return {recording: job} of an entry's pages."""
    pages = list(EpisodePage.objects.filter(translation_key=entry_key).select_related("recording_file"))
    pages.sort(key=lambda page: find_source(page) is not None)
    found: dict[str, Job] = {}
    for page in pages:
        name = page.recording_identity
        bound = [one for one in Consent.objects.over().about(entry_key, name) if one.covers(name)]
        parts = combine(bound, name).parts
        if parts:
            found.setdefault(name, Job(page.recording_file, parts[0], bound)).pages.append(page.pk)
    return found


def run(job: Job) -> str:
    """Do one job; return what became of it."""
    if job.item is None:
        return Cut.ELSEWHERE
    start, end = job.part
    old = identify_file(job.item)
    try:
        piece = trim(job.item, start, end, f"{job.item.title} ({clock(start)}–{clock(end)})")
    except TrimError as error:
        return Cut(error.reason)
    try:
        with transaction.atomic():
            for consent in job.consents:  # one that names no recording would hold back the cut version too
                if consent.add_recording(old):
                    consent.save(update_fields=["recordings"])
            for pk in job.pages:
                _replace(pk, old, piece)
    except NotPublishableError:
        piece.item.file.delete(save=False)
        piece.item.delete()
        return Cut.NO_CAPTIONS
    logger.warning("talkshows.consent.cut: recording %s", job.item.pk)
    return Cut.DONE


def _replace(pk: int, old: str, piece: Piece) -> None:
    """Publish a page with the piece; what stands unpublished beside it gets the piece too, and stays unpublished."""
    page = EpisodePage.objects.get(pk=pk)
    draft = page.get_latest_revision_as_object() if page.has_unpublished_changes and page.latest_revision_id else None
    if page.live:
        give(page, old, piece)
        page.save_revision(clean=False).publish()
    else:
        draft = draft or page
    if draft is not None and draft.recording_identity == old:
        draft.latest_revision = page.latest_revision
        give(draft, old, piece)
        draft.save_revision(clean=False)


def give(page: EpisodePage, old: str, piece: Piece) -> None:
    """Let a page in memory have the piece, with captions and chapters of that part, in place of the recording `old`.

    The still may show who left, so it goes. A translation may have followed its source already, but for the chapters.
    """
    tracks, chapters = list(page.caption_tracks.all()), list(page.chapters.all())
    follows = page.recording_identity != old
    page.recording_file, page.recording_poster = piece.item, None
    if not follows:
        cut_rows = [cut_track(row, piece) for row in tracks if row.made_for in {"", old}]
        page.caption_tracks = [row for row in cut_rows if row.source]
    page.chapters = cut_chapters(chapters, piece)


def cut_track(row: CaptionTrack, piece: Piece) -> CaptionTrack:
    """Return captions of the piece, corrected as they were; without source when nothing is said there."""
    cues = cut_cues(row.get_cues(), piece)
    source = write_webvtt(cues) if cues else ""
    return CaptionTrack(language=row.language, kind=row.kind, made=row.made, source=source, sort_order=row.sort_order)


def cut_cues(cues: list[Cue], piece: Piece) -> list[Cue]:
    """Return the cues that begin in the piece and end within what was asked, by the piece's own clock."""
    start, end = round(piece.start * 1000), round(piece.end * 1000)
    inside = [cue for cue in cues if start <= cue.start < end and cue.end <= piece.asked_end * 1000]
    return [Cue(cue.start - start, min(cue.end, end) - start, cue.text, cue.speaker) for cue in inside]


def cut_chapters(rows: list, piece: Piece) -> list:
    """Return the chapters of the piece by its own clock; the one that runs at its start begins there."""
    known = sorted((row for row in rows if row.start is not None), key=lambda row: row.start)
    running = [row for row in known if row.start < piece.start][-1:]
    inside = [row for row in known if piece.start <= row.start < piece.end]
    kept = inside if inside and inside[0].start - piece.start < 1 else [*running, *inside]
    for row in kept:
        row.start = max(0, round(row.start - piece.start))
    return kept
