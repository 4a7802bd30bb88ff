"""Parser of WebVTT and SubRip files; errors name the line.

webvtt-py parses the cue payload. This module also reports what that library ignores: invalid timings, cues that end before
they start, and text without a timing line.
"""

import html
import itertools
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext_lazy as _
from webvtt import Caption
from webvtt.errors import MalformedCaptionError

from talkshows.captions.cue import MAX_TIME, Cue

MAX_SIZE = 4 * 1024 * 1024  # bytes; two hours of speech are about 150 KB
MAX_PROBLEMS = 20  # reported at once
ARROW = "-->"
NO_TIMES = _(
    "no times were found in this file; SRT writes them as 00:00:01,000 --> 00:00:04,000, and WebVTT begins with a line WEBVTT"
)
_LINES = re.compile(r"\r\n|\n|\r")
_SUBRIP = re.compile(r"(?m)^[ \t]*\d+:\d{1,2}:\d{1,2},\d{1,3}[ \t]*-->")
_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]*-->[ \t]*{_STAMP}(?:[ \t].*)?", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t\n]+([^>]*)>")
_ENCODINGS = ["utf_8", "cp1252", "utf_16_le", "utf_16_be"]
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


class CaptionError(ValueError):
    """A caption file cannot be parsed; `problems` are (line number, message), line 0 for the whole file."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("; ".join(f"{line}: {problem}" for line, problem in self.problems))


@dataclass
class ParsedCaptions:
    """Cues ordered by start, and warnings as (line number, message)."""

    cues: list[Cue]
    warnings: list[tuple]


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 or Windows-1252; raise CaptionError when it is none of them or too large."""
    if len(data) > MAX_SIZE:
        raise CaptionError([(0, _("this file is too large for captions"))])
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        best = from_bytes(data, cp_isolation=_ENCODINGS).best()
    if best is not None:
        return str(best)
    try:  # too short to detect: the usual encoding of Windows programs
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise CaptionError([(0, _("the letters in this file cannot be read; save it as UTF-8"))]) from None


def parse(text: str) -> ParsedCaptions:
    """Parse a WebVTT or SubRip text; raise CaptionError with up to MAX_PROBLEMS invalid lines."""
    lines = _split(text)
    if not any(line.strip() for line in lines):
        raise CaptionError([(0, _("this file is empty"))])
    first = next(number for number, line in enumerate(lines) if line.strip())
    is_webvtt = re.match(r"WEBVTT(?:[ \t]|$)", lines[first]) is not None
    if not is_webvtt and not _SUBRIP.search("\n".join(lines)):
        raise CaptionError([(first + 1, NO_TIMES)])
    problems, warnings, cues = [], [], []
    for number, block in _blocks(lines):
        if is_webvtt and (number == first + 1 or block[0].startswith(("NOTE", "STYLE", "REGION"))):
            if any(ARROW in line for line in block):
                problems.append((number, _("an empty line is missing before the time")))
            continue
        try:
            cues += [(number, cue) for cue in _read_block(block, number)]
        except CaptionError as error:
            problems += error.problems
    if problems:
        raise CaptionError(problems[:MAX_PROBLEMS])
    if not cues:
        raise CaptionError([(0, _("there are no words in this file"))])
    ordered = sorted(cues, key=lambda found: found[1].start)
    for (_line, before), (line, cue) in itertools.pairwise(ordered):
        if cue.start < before.end and cue.start != before.start:
            warnings.append((line, _("this line starts before the line before it ends")))
    if [cue.start for _line, cue in cues] != [cue.start for _line, cue in ordered]:
        warnings.append((0, _("the lines were not in order of time; they are now")))
    return ParsedCaptions([cue for _line, cue in ordered], warnings)


def _split(text: str) -> list[str]:
    text = text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
    return [_CONTROL.sub("\ufffd", line) for line in _LINES.split(text)]


def _blocks(lines: list[str]):
    """Yield (number of the first line, lines) of each block between empty lines."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _read_block(block: list[str], number: int) -> list[Cue]:
    """Return the cues of a block, one per voice span."""
    at = next((place for place, line in enumerate(block) if ARROW in line), None)
    if at is None:
        if len(block) == 1 and block[0].strip().isdigit():
            return []
        raise CaptionError([(number, _("words without a time"))])
    timing = _TIMING.fullmatch(block[at])
    if at > 1:
        raise CaptionError([(number + at, _("an empty line is missing before the time"))])
    if not timing:
        raise CaptionError([(number + at, _("this time cannot be read; write it as 00:01:35.200 --> 00:01:38.000"))])
    start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:])
    if start is None or end is None or max(start, end) > MAX_TIME:
        raise CaptionError([(number + at, _("this time does not exist"))])
    if end <= start:
        raise CaptionError([(number + at, _("this line ends before it starts"))])
    wrong = [place for place, line in enumerate(block[at + 1 :], start=at + 1) if ARROW in line]
    if wrong:
        raise CaptionError([(number + wrong[0], _("an empty line is missing before the time"))])
    return [Cue(start, end, words, speaker) for speaker, words in _voices("\n".join(block[at + 1 :])) if words]


def _milliseconds(parts) -> int | None:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    if minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int(parts[3].ljust(3, "0"))


def _voices(payload: str):
    """Yield (speaker, text) for every voice span of a cue payload, with other tags removed."""
    at, speaker = 0, ""
    for match in [*_VOICE.finditer(payload), None]:
        yield speaker, _plain(payload[at : match.start() if match else None])
        if match:
            at, speaker = match.end(), " ".join(html.unescape(match.group(1)).split())[:200]


def _plain(payload: str) -> str:
    try:
        text = Caption(text=payload.split("\n")).text
    except MalformedCaptionError:
        text = payload
    lines = (" ".join(line.split()) for line in html.unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)
