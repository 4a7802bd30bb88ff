"""The recording of a page as far as consents allow: player, transcript, chapters and downloads."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.images.models import SourceImageIOError

from core.blocks.players import add_start_time, find_player
from core.entries.passages import Passage, PassageKind
from talkshows.captions.cue import format_time
from talkshows.captions.tracks import find_shown
from talkshows.captions.transcript import (
    TranscriptLine,
    find_line_index,
    fold_sections,
    group_by_chapter,
    make_transcript_lines,
    split_into_windows,
)
from talkshows.consent.policy import ConsentRestrictions


@dataclass
class ReadableTrack:
    """Captions in one language, without the cues that consents withhold."""

    cues: list
    url: str
    language: str
    label: str
    kind: str
    automatic: bool

    @cached_property
    def lines(self) -> list[TranscriptLine]:
        """Transcript lines of the cues."""
        return make_transcript_lines(self.cues)


@dataclass
class Recording:
    """The recording of an episode; without file, player and poster while it is withdrawn."""

    page: object
    restrictions: ConsentRestrictions
    tracks: list[ReadableTrack] = field(default_factory=list)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the recording may not be played; parts of its transcript may still be readable."""
        return self.restrictions.recording_withdrawn

    @property
    def file(self):
        """The SiteMedia file to play, or None."""
        return None if self.is_withdrawn else self.page.recording_file

    @property
    def player_url(self) -> str:
        """Embed URL of the external cookieless player, or an empty string."""
        found = find_player(self.page.recording_url) if self.page.recording_url and not self.is_withdrawn else None
        return found[1] if found else ""

    def get_player_url(self, second: int | None) -> str:
        """Return the embed URL of the external player, starting at `second`."""
        return add_start_time(self.player_url, second)

    @property
    def poster(self):
        """Poster image, or None."""
        image = self.page.recording_poster if self.page.recording_poster_id else self.page.hero_image
        return None if image is None or self.is_withdrawn or image.pk in self.restrictions.image_ids else image

    @property
    def poster_url(self) -> str:
        """URL of the poster in the size of the player; the generated cover when there is none."""
        try:
            if self.poster:
                return self.poster.get_rendition("fill-1280x720|format-jpeg").url
        except (SourceImageIOError, OSError):
            pass
        return self.page.cover_url

    @property
    def is_video(self) -> bool:
        """Whether the recording is a video; always true for an external player."""
        return self.file is None or self.file.is_video

    @property
    def source(self) -> str:
        """Series title and date, as quotations cite them after the title."""
        series = self.page.find_series()
        day = timezone.localtime(self.page.start).date() if self.page.start else self.page.display_date
        return ", ".join(filter(None, [series.title if series else "", date_format(day, "j F Y", use_l10n=False)]))

    @cached_property
    def downloads(self) -> list[dict]:
        """Caption downloads: dicts of label, what, ending (file extension) and url."""
        found = []
        for track in self.tracks:
            for ending, words in (("vtt", gettext("captions")), ("txt", gettext("plain text"))):
                url = self._address(f"{track.language}.{ending}")
                found.append({"label": track.label, "what": words, "ending": ending, "url": url})
        return found

    @cached_property
    def transcript(self) -> ReadableTrack | None:
        """Track that the page shows: in the page's language, else in the spoken language, else the first."""
        by_language = {track.language: track for track in self.tracks}
        spoken = by_language.get(self.page.recording_language)
        return by_language.get(self.page.language) or spoken or next(iter(self.tracks), None)

    @cached_property
    def chapters(self) -> list[tuple[int, str]]:
        """(start in seconds, title) pairs ordered by start; empty while the recording is withdrawn."""
        if self.restrictions.recording_withdrawn:
            return []
        return sorted((row.start, row.title) for row in self.page.chapters.all() if row.start is not None)

    @cached_property
    def sections(self) -> list:
        """Transcript sections, one per chapter."""
        return group_by_chapter(self.transcript.lines if self.transcript else [], self.chapters)

    def get_sections(self, second: int | None, everything: bool = False) -> list:
        """Return the folds of the transcript; open is the one at `second`, or with `everything` all."""
        return fold_sections(self.sections, second, everything)

    def find_line(self, second: int | None) -> TranscriptLine | None:
        """Return the line that is spoken at `second`."""
        lines = self.transcript.lines if self.transcript and second is not None else []
        at = find_line_index(lines, second) if lines else None
        return lines[at] if at is not None else None

    def find_moment(self, second: int) -> tuple[str, str] | None:
        """Return (anchor, time for display): the line that is spoken then, else the player; None beyond the end."""
        lines = self.transcript.lines if self.transcript else []
        if self.is_withdrawn or (lines and second * 1000 > lines[-1].cue.end and not self._lasts_until(second)):
            return None
        spoken = [line for line in lines if line.cue.start < (second + 1) * 1000]
        return (spoken[-1].anchor if spoken else "recording"), format_time(second)

    def _lasts_until(self, second: int) -> bool:
        """Whether the file is known to be longer than its transcript."""
        return bool(self.file and self.file.duration and second <= self.file.duration)

    def make_passages(self, order: int):
        """Yield windows of the transcript as search passages, numbered from `order`, with one mark per line."""
        if self.transcript.language != self.page.language and self._is_indexed_elsewhere():
            return
        title = gettext("Recording")
        for number, window in enumerate(split_into_windows(self.transcript.lines), start=order):
            text, marks = "", []
            for line in window:
                text += " " if text else ""
                marks.append((len(text), line.anchor))
                text += line.plain_text
            speakers = list(dict.fromkeys(line.speaker for line in window if line.speaker))
            heading = ", ".join(speakers)[:200] or title
            yield Passage(
                f"{heading} ({window[0].timestamp})", text, window[0].anchor, self.transcript.language, number,
                PassageKind.MOMENT, tuple(marks),
            )  # fmt: skip

    def _is_indexed_elsewhere(self) -> bool:
        """Return whether the page in the transcript's language indexes this transcript already."""
        pages = type(self.page).objects.readable().filter(translation_key=self.page.translation_key)
        return pages.filter(locale__language_code=self.transcript.language).exists()

    @property
    def chapters_url(self) -> str:
        """URL of the chapters as WebVTT."""
        return self._address("chapters.vtt")

    def _address(self, name: str) -> str:
        return reverse("captions", args=[self.page.pk, name]) if self.page.pk else ""


def find_recording(page) -> Recording | None:
    """Return the recording of a page (published, draft or earlier revision), or None."""
    if not page.has_recording:
        return None
    restrictions = page.restrictions
    rows = page.tracks
    if restrictions.is_restricted:  # captions made for another recording may hold what was trimmed from this one
        rows = [row for row in rows if row.made_for in ("", page.recording_identity)]
    tracks = []
    for row in find_shown(rows):
        cues = restrictions.filter_cues(row.get_cues())
        if cues:
            label = row.get_language_display()
            url = reverse("captions", args=[page.pk, f"{row.language}.vtt"]) if page.pk else ""
            tracks.append(ReadableTrack(cues, url, row.language, label, row.kind, row.made == row.Origin.AUTOMATIC))
    return Recording(page, restrictions, tracks)
