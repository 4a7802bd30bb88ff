"""A transcript: the lines of a recording with their addresses, in turns, chapters and windows."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from talkshows.captions.cue import Cue, clock

LONG, PIECE = 60, 40  # lines: a transcript that is longer stands on the page in pieces of at most so many
WINDOW = (20_000, 30_000)  # milliseconds that a passage lasts: at least, and at most where a sentence allows
_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_MOMENT = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True)
class Line:
    """A cue with its address; `turn` when another speaker (or the first) starts here."""

    cue: Cue
    anchor: str
    turn: bool = False
    speaker: str = ""  # who is speaking, also where the captions say it only at the start of the turn

    @property
    def second(self) -> int:
        """The whole second in which it starts."""
        return self.cue.start // 1000

    @property
    def start(self) -> str:
        """The start in seconds, as `data-start` writes it."""
        return f"{self.cue.start / 1000:.3f}".rstrip("0").rstrip(".")

    @property
    def clock(self) -> str:
        """The start as people write it."""
        return clock(self.second)

    @property
    def address(self) -> str:
        """What follows the entry's address."""
        return f"?t={self.second}#{self.anchor}"

    @property
    def words(self) -> str:
        """What is said, on one line."""
        return self.cue.words


@dataclass
class Part:
    """Lines under a chapter's head; the first part may have none."""

    title: str = ""
    start: int = 0
    lines: list[Line] = field(default_factory=list)
    closed: bool = False  # its lines are not on the page; they have an address

    @property
    def until(self) -> str:
        """Where its last line ends, as people write it."""
        return clock(self.lines[-1].cue.end // 1000) if self.lines else self.clock

    @property
    def clock(self) -> str:
        """Where it starts, as people write it."""
        return clock(self.start)

    @property
    def address(self) -> str:
        """Its first line's address, at the chapter's own second."""
        return f"?t={self.start}#{self.lines[0].anchor}" if self.lines else f"?t={self.start}"


def make_lines(cues: list[Cue]) -> list[Line]:
    """Return the cues as lines; the anchor is the whole second of the start, a further line there gets a number."""
    lines: list[Line] = []
    used: dict[int, int] = {}
    speaker: str | None = None
    for cue in cues:
        second = cue.start // 1000
        used[second] = number = used.get(second, 0) + 1
        turn = speaker is None or bool(cue.speaker and cue.speaker != speaker)
        speaker = cue.speaker or speaker or ""
        lines.append(Line(cue, f"t-{second}" if number == 1 else f"t-{second}-{number}", turn, speaker))
    return lines


def read_moment(value: str) -> int | None:
    """Return the seconds of `?t=`; None for anything that is no whole number of seconds."""
    return int(value) if _MOMENT.fullmatch(value or "") else None


def find_line(lines: list[Line], second: int) -> int | None:
    """Return the place of the last line that starts before `second` + 1, or None."""
    at = bisect_right(lines, (second + 1) * 1000 - 1, key=lambda line: line.cue.start)
    return at - 1 if at else None


def around(lines: list[Line], second: int, before: int = 2, after: int = 3) -> list[tuple[Line, bool]]:
    """Return (line, whether it is the one) around a moment; empty when nothing was said by then."""
    at = find_line(lines, second)
    if at is None:
        return []
    first = max(0, at - before)
    return [(line, place == at) for place, line in enumerate(lines[first : at + after + 1], start=first)]


def divide(lines: list[Line], chapters) -> list[Part]:
    """Return the lines by chapter: `chapters` are (start in seconds, title) in any order."""
    parts = [Part()]
    ordered = sorted(chapters)
    if ordered:
        parts += [Part(title, start) for start, title in ordered]
    starts = [part.start * 1000 for part in parts[1:]]
    for line in lines:
        # A line that runs into a chapter belongs where most of it is said.
        parts[bisect_right(starts, max(line.cue.start, min(line.cue.start + 500, line.cue.end)))].lines.append(line)
    return [part for part in parts if part.lines or part.title]


def cut(parts: list[Part], second: int | None) -> list[Part]:
    """Return the parts of a long transcript in pieces, all closed but the one with a moment (None: the first)."""
    lines = [line for part in parts for line in part.lines]
    if len(lines) <= LONG:
        return parts
    at = find_line(lines, second) if second is not None else None
    wanted = lines[at or 0]
    pieces = []
    for part in parts:
        if not part.lines:
            pieces.append(part)
        for start in range(0, len(part.lines), PIECE):
            some = part.lines[start : start + PIECE]
            first = some[0].second
            title = part.title if not start else ""
            pieces.append(Part(title, part.start if title else first, some, closed=wanted not in some))
    return pieces


def windows(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield lines of 20 to 30 seconds together; a window ends with a sentence where the cues allow."""
    window: list[Line] = []
    for line in lines:
        if window and _is_full(window, line):
            cut = _last_sentence(window)
            yield window[:cut]
            window = window[cut:]
        window.append(line)
    if window:
        yield window


def _is_full(window: list[Line], following: Line) -> bool:
    lasts = window[-1].cue.end - window[0].cue.start
    ends = bool(_END.search(window[-1].words))
    if lasts >= WINDOW[0] and ends:
        return True
    if following.cue.end - window[0].cue.start <= WINDOW[1]:
        return False
    # The next line does not fit: cut at a sentence if there is one, else wait for it at most twice as long.
    return ends or _last_sentence(window) < len(window) or lasts >= 2 * WINDOW[1]


def _last_sentence(window: list[Line]) -> int:
    """Return how many lines to keep: up to the last that ends a sentence, or all of them."""
    for place in range(len(window) - 1, -1, -1):
        if _END.search(window[place].words):
            return place + 1
    return len(window)
