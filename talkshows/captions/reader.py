"""The cues of a caption file as they stand there: times, and the lines under them.

What programs write differs from the standards: a line of one space, an empty line after the time or inside a cue, no empty line
between cues, numbers that are missing. Words are kept with the cue that they follow; what that changes is told.
"""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from talkshows.captions.errors import CaptionError
from talkshows.captions.timing import has_timing, read_timing, strip_invisible

NO_TIME = _("words without a time")
AFTER_GAP = _("an empty line stood before these words; they were added to the line before it")
NUMBER_ALONE = _("this number stands at the end without a time; it is left out")
BEHIND_TIME = _("these words stood behind the time; they are shown as words")
_SIGNATURE = re.compile(r"WEBVTT(?:[ \t]|$)", re.IGNORECASE)
_COMMENT = re.compile(r"(?:NOTE(?:[ \t]|$)|(?:STYLE|REGION)[ \t]*$)")
_PLAIN_NAME = re.compile(r"(?:[\w./:{}+-]*\d[\w./:{}+-]*|[\w.-]*[-_][\w.-]*)")


@dataclass
class RawCue:
    """A cue as written: the number of its time's line, its times in milliseconds, and its lines."""

    number: int
    start: int
    end: int
    lines: list[str] = field(default_factory=list)


def is_webvtt(line: str) -> bool:
    """Return whether this first line makes a file WebVTT."""
    return _SIGNATURE.match(strip_invisible(line)) is not None


class Reader:
    """Reads the lines of one file; `cues`, `problems` and `warnings` hold what was found."""

    def __init__(self, lines: list[str], first: int, *, webvtt: bool):
        self.lines, self.webvtt = lines, webvtt
        self.cues: list[RawCue] = []
        self.problems: list[tuple] = []
        self.warnings: list[tuple] = []
        self.names: list[tuple[int, str]] = []  # of cues, that are not numbers
        self.index: int | None = None  # number of the last cue, where the file numbers them
        self.lost = False  # the last time could not be read: the words under it belong to it
        self._read(first)
        if self.names:
            number, name = self.names[0]
            told = ngettext_lazy(
                "the name of this cue is not shown: “%(name)s”",
                "the names of %(count)d cues are not shown, such as “%(name)s”", len(self.names),
            )  # fmt: skip
            self.warnings.append((number, told % {"name": name, "count": len(self.names)}))

    def _read(self, first: int) -> None:
        skipping, gap = self.webvtt, False  # the header, or a comment
        for place, line in enumerate(self.lines[first:], start=first):
            starts_block = place == 0 or not self.lines[place - 1].strip()
            if has_timing(line):
                skipping = gap = False
                self._begin_cue(place)
            elif not strip_invisible(line):
                skipping, gap = False, gap or not line
            elif skipping or (self.webvtt and starts_block and _COMMENT.match(line)):
                skipping = True
            elif not self._is_label(place, starts_block=starts_block):
                self._add_words(place, gap=gap)
                gap = False

    def _begin_cue(self, place: int) -> None:
        self.lost = False
        try:
            timing = read_timing(self.lines[place], place + 1)
        except CaptionError as error:
            self.problems += error.problems
            self.lost = True
            return
        self.cues.append(RawCue(place + 1, timing.start, timing.end, [timing.words] if timing.words else []))
        if timing.words:
            self.warnings.append((place + 1, BEHIND_TIME))

    def _is_label(self, place: int, *, starts_block: bool) -> bool:
        """Return whether a line is the number or the name of the next cue."""
        line = strip_invisible(self.lines[place])
        following = next((at for at in range(place + 1, len(self.lines)) if strip_invisible(self.lines[at])), None)
        before_time = following is not None and has_timing(self.lines[following])
        adjacent = before_time and following == place + 1
        if line.isdecimal() and line.isascii() and len(line) < 10:
            expected = self.index is not None and int(line) == self.index + 1
            cut_off = following is None and starts_block and bool(self.cues and self.cues[-1].lines)
            if (
                (adjacent and starts_block)
                or (expected and (before_time or cut_off))
                or (before_time and not self.cues)
            ):
                self.index = int(line)
                if cut_off:
                    self.warnings.append((place + 1, NUMBER_ALONE))
                return True
            return False
        if not (adjacent and starts_block and self.webvtt):
            return False
        if not _PLAIN_NAME.fullmatch(line):
            self.names.append((place + 1, line[:80]))
        return True

    def _add_words(self, place: int, *, gap: bool) -> None:
        if self.lost:
            return
        if not self.cues:
            if not self.problems or self.problems[-1][1] is not NO_TIME:
                self.problems.append((place + 1, NO_TIME))
            return
        if gap:
            self.warnings.append((place + 1, AFTER_GAP))
        self.cues[-1].lines.append(self.lines[place])
