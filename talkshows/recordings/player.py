"""A recording as readers meet it: what may be played, read and kept, in which language."""

from dataclasses import dataclass, field
from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from wagtail.images.models import SourceImageIOError

from core.blocks.media import add_start_time, find_player
from core.entries.passages import Passage, PassageKind
from talkshows.captions.transcript import Line, around, cut, divide, make_lines, windows
from talkshows.consent.policy import ConsentRestrictions


@dataclass
class Track:
    """Captions in one language, as far as they may be read."""

    cues: list
    url: str
    language: str
    label: str
    kind: str
    automatic: bool

    @cached_property
    def lines(self) -> list[Line]:
        """The lines with their addresses."""
        return make_lines(self.cues)


@dataclass
class Recording:
    """The recording of an episode; `offline` when a guest took consent back, and then there is nothing in it."""

    page: object
    held: ConsentRestrictions
    tracks: list[Track] = field(default_factory=list)

    @property
    def offline(self) -> bool:
        """Whether nothing of it may be played: also while only a part of its text may be read."""
        return self.held.bound

    @property
    def file(self):
        """The own file that is played, or None."""
        return None if self.offline else self.page.recording_file

    @property
    def player(self) -> str:
        """Address of the player elsewhere, without cookies, or empty."""
        found = find_player(self.page.recording_url) if self.page.recording_url and not self.offline else None
        return found[1] if found else ""

    def player_at(self, second: int | None) -> str:
        """Address of the player elsewhere, started at a second."""
        return add_start_time(self.player, second)

    @property
    def poster(self):
        """The still before it plays, or None."""
        image = self.page.recording_poster if self.page.recording_poster_id else self.page.hero_image
        return None if image is None or self.offline or image.pk in self.held.pictures else image

    @property
    def poster_url(self) -> str:
        """Address of the still in the size of the player; the drawn cover where there is none."""
        try:
            if self.poster:
                return self.poster.get_rendition("fill-1280x720|format-jpeg").url
        except (SourceImageIOError, OSError):
            pass
        return self.page.cover_url

    @property
    def is_video(self) -> bool:
        """Whether there is something to see: always of a player elsewhere."""
        return self.file is None or self.file.is_video

    @property
    def source(self) -> str:
        """The series and the day, as a quotation names them behind the title."""
        series = self.page.find_series()
        day = timezone.localtime(self.page.start).date() if self.page.start else self.page.display_date
        return ", ".join(filter(None, [series.title if series else "", date_format(day, "j F Y", use_l10n=False)]))

    @cached_property
    def downloads(self) -> list[dict]:
        """The files that a reader may keep: name, ending and address, of every language."""
        found = []
        for track in self.tracks:
            for ending, words in (("vtt", gettext("captions")), ("txt", gettext("plain text"))):
                url = self._address(f"{track.language}.{ending}")
                found.append({"label": track.label, "what": words, "ending": ending, "url": url})
        return found

    @cached_property
    def transcript(self) -> Track | None:
        """The words that stand on the page: in its language, else in the language that is spoken."""
        by_language = {track.language: track for track in self.tracks}
        spoken = by_language.get(self.page.recording_language)
        return by_language.get(self.page.language) or spoken or next(iter(self.tracks), None)

    @cached_property
    def chapters(self) -> list[tuple[int, str]]:
        """(start in seconds, title) in order, of what may be heard."""
        if self.held.bound:
            return []
        return sorted((row.start, row.title) for row in self.page.chapters.all() if row.start is not None)

    @cached_property
    def parts(self) -> list:
        """The transcript by chapter."""
        return divide(self.transcript.lines if self.transcript else [], self.chapters)

    def pieces(self, second: int | None, everything: bool = False) -> list:
        """Return the transcript as it stands on the page: of a long one the piece around a moment, unless `everything`."""
        return self.parts if everything else cut(self.parts, second)

    def moment(self, second: int | None) -> list:
        """Return the lines around a moment, for a reader without script."""
        return around(self.transcript.lines, second) if self.transcript and second is not None else []

    def make_passages(self, order: int):
        """Yield windows of the transcript as passages, each with a mark per line."""
        if self.transcript.language != self.page.language and self._is_read_elsewhere():
            return
        title = gettext("Recording")
        for number, window in enumerate(windows(self.transcript.lines), start=order):
            text, marks = "", []
            for line in window:
                text += " " if text else ""
                marks.append((len(text), line.anchor))
                text += line.words
            speakers = list(dict.fromkeys(line.speaker for line in window if line.speaker))
            heading = ", ".join(speakers)[:200] or title
            yield Passage(
                f"{heading} ({window[0].clock})", text, window[0].anchor, self.transcript.language, number,
                PassageKind.MOMENT, tuple(marks),
            )  # fmt: skip

    def _is_read_elsewhere(self) -> bool:
        """Return whether the page in the transcript's own language gives these words already."""
        pages = type(self.page).objects.readable().filter(translation_key=self.page.translation_key)
        return pages.filter(locale__language_code=self.transcript.language).exists()

    @property
    def chapters_url(self) -> str:
        """Address of the chapters as WebVTT."""
        return self._address("chapters.vtt")

    def _address(self, name: str) -> str:
        return reverse("captions", args=[self.page.pk, name]) if self.page.pk else ""


def find_recording(page) -> Recording | None:
    """Return the recording of a page as it is (saved, draft or earlier version), or None when there is none."""
    if not page.has_recording:
        return None
    held = page.held
    rows = page.tracks
    if held.any:  # captions that came with another recording may hold what was cut out of this one
        rows = [row for row in rows if row.made_for in ("", page.recording_identity)]
    tracks = []
    for row in rows:
        cues = held.filter_cues(row.get_cues())
        if cues:
            label = row.get_language_display()
            url = reverse("captions", args=[page.pk, f"{row.language}.vtt"]) if page.pk else ""
            tracks.append(Track(cues, url, row.language, label, row.kind, row.made == row.Made.AUTOMATIC))
    return Recording(page, held, tracks)
