"""A transcript: cues as addressable lines, grouped by chapter, and in windows for the search index."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from talkshows.captions.cue import Cue, format_time

MAX_LINES, PART_LENGTH = 60, 600  # more lines without a chapter are split into parts of so many seconds
WINDOW = (20_000, 30_000)  # minimum and maximum length of a passage in milliseconds
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_MOMENT = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True)
class TranscriptLine:
    """A cue with its fragment identifier; `turn` is true where a speaker starts."""

    cue: Cue
    anchor: str
    turn: bool = False
    speaker: str = ""  # also set where the captions name the speaker only at the start of the turn

    @property
    def second(self) -> int:
        """Start in whole seconds."""
        return self.cue.start // 1000

    @property
    def start(self) -> str:
        """Start in seconds with up to three decimals, for `data-start`."""
        return f"{self.cue.start / 1000:.3f}".rstrip("0").rstrip(".")

    @property
    def timestamp(self) -> str:
        """Start as M:SS."""
        return format_time(self.second)

    @property
    def relative_url(self) -> str:
        """Query string and fragment of the line, relative to the page URL."""
        return f"?t={self.second}#{self.anchor}"

    @property
    def plain_text(self) -> str:
        """Text of the cue on one line."""
        return self.cue.plain_text


@dataclass
class TranscriptSection:
    """Lines of a chapter, or a part of them; the title is empty before the first chapter."""

    title: str = ""
    start: int = 0
    lines: list[TranscriptLine] = field(default_factory=list)
    is_open: bool = False  # unfolded when the page opens

    @property
    def end_timestamp(self) -> str:
        """End of the last line as M:SS."""
        return format_time(self.lines[-1].cue.end // 1000) if self.lines else self.timestamp

    @property
    def timestamp(self) -> str:
        """Start as M:SS."""
        return format_time(self.start)

    @property
    def relative_url(self) -> str:
        """Query string and fragment of the first line, at the start of the chapter."""
        return f"?t={self.start}#{self.lines[0].anchor}" if self.lines else f"?t={self.start}"


def make_transcript_lines(cues: list[Cue]) -> list[TranscriptLine]:
    """Return the cues as lines; anchors are `t-SECOND`, then `t-SECOND-2` for a second line in that second."""
    lines: list[TranscriptLine] = []
    used: dict[int, int] = {}
    speaker: str | None = None
    for cue in cues:
        second = cue.start // 1000
        used[second] = number = used.get(second, 0) + 1
        turn = speaker is None or bool(cue.speaker and cue.speaker != speaker)
        speaker = cue.speaker or speaker or ""
        lines.append(TranscriptLine(cue, f"t-{second}" if number == 1 else f"t-{second}-{number}", turn, speaker))
    return lines


def parse_start_time(value: str) -> int | None:
    """Return the value of `?t=` in seconds, or None when it is not a whole number."""
    return int(value) if _MOMENT.fullmatch(value or "") else None


def find_line_index(lines: list[TranscriptLine], second: int) -> int | None:
    """Return the index of the last line that starts before `second` + 1, or None."""
    at = bisect_right(lines, (second + 1) * 1000 - 1, key=lambda line: line.cue.start)
    return at - 1 if at else None


def group_by_chapter(lines: list[TranscriptLine], chapters) -> list[TranscriptSection]:
    """Return the lines as one section per chapter; `chapters` are (start in seconds, title) in any order."""
    sections = [TranscriptSection()]
    ordered = sorted(chapters)
    if ordered:
        sections += [TranscriptSection(title, start) for start, title in ordered]
    starts = [section.start * 1000 for section in sections[1:]]
    for line in lines:
        # A line that starts just before a chapter belongs to that chapter.
        at = bisect_right(starts, max(line.cue.start, min(line.cue.start + 500, line.cue.end)))
        sections[at].lines.append(line)
    return [section for section in sections if section.lines or section.title]


def fold_sections(
    sections: list[TranscriptSection], second: int | None, everything: bool = False
) -> list[TranscriptSection]:
    """Return the folds of a transcript: its chapters, and without chapters parts of PART_LENGTH.

    Open is the one at `second`, or with `everything` all.
    """
    lines = [line for section in sections for line in section.lines]
    at = find_line_index(lines, second) if second is not None and lines else None
    current = lines[at] if at is not None else None
    pieces = [piece for section in sections for piece in _split_long(section)]
    for piece in pieces:
        piece.is_open = everything or (current is not None and current in piece.lines)
    return pieces


def _split_long(section: TranscriptSection) -> list[TranscriptSection]:
    """Return the parts of a section without a title; one with a title stays whole."""
    if section.title or len(section.lines) <= MAX_LINES:
        return [section]
    parts = groupby(section.lines, key=lambda line: (line.second - section.lines[0].second) // PART_LENGTH)
    groups = [list(lines) for _number, lines in parts]
    return [TranscriptSection("", lines[0].second, lines) for lines in groups]


def split_into_windows(lines: list[TranscriptLine]) -> Iterator[list[TranscriptLine]]:
    """Yield groups of lines that last 20 to 30 seconds; a group ends with a sentence where possible."""
    window: list[TranscriptLine] = []
    for line in lines:
        if window and _is_full(window, line):
            count = _count_to_sentence_end(window)
            yield window[:count]
            window = window[count:]
        window.append(line)
    if window:
        yield window


def _is_full(window: list[TranscriptLine], following: TranscriptLine) -> bool:
    lasts = window[-1].cue.end - window[0].cue.start
    ends = bool(_END.search(window[-1].plain_text))
    if lasts >= WINDOW[0] and ends:
        return True
    if following.cue.end - window[0].cue.start <= WINDOW[1]:
        return False
    # The next line does not fit: end at a sentence if there is one, else wait for it at most twice as long.
    return ends or _count_to_sentence_end(window) < len(window) or lasts >= 2 * WINDOW[1]


def _count_to_sentence_end(window: list[TranscriptLine]) -> int:
    """Return the number of lines up to the last one that ends a sentence, or all of them."""
    for place in range(len(window) - 1, -1, -1):
        if _END.search(window[place].plain_text):
            return place + 1
    return len(window)
