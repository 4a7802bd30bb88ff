"""Lines with times, as WebVTT, SubRip and SBV files and their many writers have them."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from talkshows.captions.cue import MAX_TIME
from talkshows.captions.errors import CaptionError

UNREADABLE = _("this time cannot be read; write it as 00:01:35.200 --> 00:01:38.000")
_STAMP = r"(?:(\d{1,3})\s*:\s*)?(\d{1,2})\s*:\s*(\d{1,2})(?:\s*[.,]\s*(\d{1,9})|:(\d{3}))?"
_ARROW = r"(?:[-–—‐‑−=]{1,3}\s?>|[→⟶➔➜])"
_TIMING = re.compile(rf"{_STAMP}\s*{_ARROW}\s*{_STAMP}(?:\s+(?P<rest>.*))?", re.ASCII)
_SBV = re.compile(
    r"(\d{1,2}):(\d{2}):(\d{2})\.(\d{3})()\s*,\s*(\d{1,2}):(\d{2}):(\d{2})\.(\d{3})()(?P<rest>)", re.ASCII
)
_BROKEN = re.compile(rf"\W*\d+\s*:[\d\s:.,]*{_ARROW}|.*{_ARROW}\s*-?\d+:\d|\s*-->\s*$|\W*\d[\d\s:.,]*-->", re.ASCII)
_SETTING = re.compile(r"[A-Za-z]\w*:\S+", re.ASCII)
# Marks that do not show: byte order, direction, zero width.
_INVISIBLE = re.compile("[\ufeff\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]")


@dataclass(frozen=True)
class Timing:
    """Start and end in milliseconds, and words that stand behind them on the line."""

    start: int
    end: int
    words: str = ""


def strip_invisible(line: str) -> str:
    """Return a line as the eye sees it, without spaces around it."""
    return _INVISIBLE.sub("", line).strip()


def has_timing(line: str) -> bool:
    """Return whether a line has the times of a cue, right or wrong."""
    text = strip_invisible(line)
    return bool(_TIMING.fullmatch(text) or _SBV.fullmatch(text) or _BROKEN.match(text))


def read_timing(line: str, number: int) -> Timing:
    """Return the times of a line for which `has_timing()` is true; raise CaptionError when they cannot be used."""
    text = strip_invisible(line)
    match = _TIMING.fullmatch(text) or _SBV.fullmatch(text)
    if match is None:
        raise CaptionError([(number, UNREADABLE)])
    start, end = _milliseconds(match.groups()[:5]), _milliseconds(match.groups()[5:10])
    if start is None or end is None or max(start, end) > MAX_TIME:
        raise CaptionError([(number, _("this time does not exist"))])
    if end < start:
        raise CaptionError([(number, _("this line ends before it starts"))])
    words = match["rest"] or ""
    return Timing(start, end, "" if all(map(_SETTING.fullmatch, words.split())) else words)


def _milliseconds(parts) -> int | None:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    if minutes > 59 or seconds > 59:
        return None
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((parts[3] or parts[4] or "").ljust(3, "0")[:3])
