"""Caption cues, and their serialisation as WebVTT and plain text."""

import re
from dataclasses import dataclass

MAX_TIME = 100 * 3600 * 1000  # milliseconds; upper limit of a cue time
_LINES = re.compile(r"\r\n|\n|\r")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True)
class Cue:
    """A timed text; start and end in milliseconds, `text` may contain line breaks."""

    start: int
    end: int
    text: str
    speaker: str = ""

    @property
    def plain_text(self) -> str:
        """The text on one line."""
        return " ".join(self.text.split())

    def to_row(self) -> list:
        """Return the cue as stored in JSON: [start, end, speaker, text]."""
        return [self.start, self.end, self.speaker, self.text]

    @classmethod
    def from_row(cls, row) -> "Cue":
        """Return the cue of a row made by `to_row()`."""
        start, end, speaker, text = row
        return cls(int(start), int(end), str(text), str(speaker))


def format_time(seconds: int) -> str:
    """Return seconds as M:SS or H:MM:SS."""
    minutes, second = divmod(max(0, int(seconds)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def parse_time(text: str) -> int:
    """Return the seconds of `1:35`, `1:02:03` or `95`; raise ValueError for anything else."""
    match = re.fullmatch(r"(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6})", text.strip(), re.ASCII)
    if not match:
        raise ValueError(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    if (match.group(2) and seconds > 59) or (match.group(1) and minutes > 59):
        raise ValueError(text)
    total = hours * 3600 + minutes * 60 + seconds
    if total * 1000 > MAX_TIME:
        raise ValueError(text)
    return total


def format_timestamp(milliseconds: int) -> str:
    """Return milliseconds as a WebVTT timestamp: 00:01:35.200."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def escape(text: str) -> str:
    """Escape text for a WebVTT cue."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def write_webvtt(cues) -> str:
    """Return the cues as a WebVTT file, speakers as voice spans."""
    blocks = ["WEBVTT"]
    for cue in cues:
        text = escape(_BLANK.sub("\n", _LINES.sub("\n", cue.text)).strip())
        name = escape(" ".join(cue.speaker.split()))
        name = f"{name[:-1]}&#45;" if name.endswith("--") else name  # else the tag would end in an arrow
        voice = f"<v {name}>" if name else ""
        blocks.append(f"{format_timestamp(cue.start)} --> {format_timestamp(cue.end)}\n{voice}{text}")
    return "\n\n".join(blocks) + "\n"


def write_text(cues, title: str = "") -> str:
    """Return the cues as plain text: one paragraph per speaker turn, starting with its time and speaker."""
    parts, speaker = [title] if title else [], None
    for cue in cues:
        if speaker is None or (cue.speaker and cue.speaker != speaker):
            head = f"[{format_time(cue.start // 1000)}]"
            parts.append(f"{head} {cue.speaker}: {cue.plain_text}" if cue.speaker else f"{head} {cue.plain_text}")
        else:
            parts[-1] += f" {cue.plain_text}"
        speaker = cue.speaker or speaker or ""
    return "\n\n".join(parts) + "\n"
