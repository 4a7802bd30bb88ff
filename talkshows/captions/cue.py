"""Cues: what is said from one millisecond to another, by whom; written as WebVTT and as plain text."""

import re
from dataclasses import dataclass

MAX_TIME = 100 * 3600 * 1000  # milliseconds; nobody talks longer
_LINES = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True)
class Cue:
    """Words with their time; start and end in milliseconds, `text` may have line breaks."""

    start: int
    end: int
    text: str
    speaker: str = ""

    @property
    def words(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    def as_row(self) -> list:
        """Return what is stored: [start, end, speaker, text]."""
        return [self.start, self.end, self.speaker, self.text]

    @classmethod
    def from_row(cls, row) -> "Cue":
        """Return the cue of a stored row."""
        start, end, speaker, text = row
        return cls(int(start), int(end), str(text), str(speaker))


def clock(seconds: int) -> str:
    """Return a time as people write it: 1:35, 1:02:03."""
    minutes, second = divmod(max(0, int(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def parse_clock(words: str) -> int:
    """Return the seconds of `1:35`, `1:02:03` or `95`; ValueError for anything else."""
    match = re.fullmatch(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})", words.strip(), re.ASCII)
    if not match:
        raise ValueError(words)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if (match.group(2) and seconds > 59) or (match.group(1) and minutes > 59):
        raise ValueError(words)
    total = hours * 3600 + minutes * 60 + seconds
    if total * 1000 > MAX_TIME:
        raise ValueError(words)
    return total


def timestamp(milliseconds: int) -> str:
    """Return a time as WebVTT writes it: 00:01:35.200."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def escape(text: str) -> str:
    """Return text safe inside a WebVTT cue."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_webvtt(cues) -> str:
    """Return the cues as WebVTT, each speaker as a voice tag."""
    blocks = ["WEBVTT"]
    for cue in cues:
        text = escape(_BLANK.sub("\n", _LINES.sub("\n", cue.text)).strip())
        name = escape(" ".join(cue.speaker.split()))
        name = f"{name[:-1]}&#45;" if name.endswith("--") else name  # else the tag would end in an arrow
        voice = f"<v {name}>" if name else ""
        blocks.append(f"{timestamp(cue.start)} --> {timestamp(cue.end)}\n{voice}{text}")
    return "\n\n".join(blocks) + "\n"


def write_text(cues, title: str = "") -> str:
    """Return the cues as plain text: a paragraph per turn, opened by its time and speaker."""
    parts, speaker = [title] if title else [], None
    for cue in cues:
        if speaker is None or (cue.speaker and cue.speaker != speaker):
            head = f"[{clock(cue.start // 1000)}]"
            parts.append(f"{head} {cue.speaker}: {cue.words}" if cue.speaker else f"{head} {cue.words}")
        else:
            parts[-1] += f" {cue.words}"
        speaker = cue.speaker or speaker or ""
    return "\n\n".join(parts) + "\n"
