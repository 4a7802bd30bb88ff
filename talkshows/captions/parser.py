"""Parser of WebVTT, SubRip and SBV files: text into cues, in the steps of `parse()`.

Nothing that is said is lost in silence: a file that cannot be used is refused with its lines, and what is left out or changed is a
warning with its line.
"""

import itertools
import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from talkshows.captions.cue import Cue
from talkshows.captions.decoding import MAX_SIZE, decode
from talkshows.captions.errors import CaptionError
from talkshows.captions.markup import split_voices
from talkshows.captions.reader import RawCue, Reader, is_webvtt
from talkshows.captions.rolling import unroll
from talkshows.captions.speakers import split_speakers
from talkshows.captions.timing import has_timing

__all__ = ["MAX_SIZE", "CaptionError", "ParsedCaptions", "decode", "parse"]

MAX_PROBLEMS = 20  # reported at once
NO_TIMES = _(
    "no times were found in this file; SRT writes them as 00:00:01,000 --> 00:00:04,000, and WebVTT begins with a line WEBVTT"
)
OTHER_FORMAT = _("this file is %(kind)s, which is not read; save the captions as WebVTT (.vtt) or SubRip (.srt)")
_OTHER_FORMATS = (
    ("TTML", re.compile(r"<tt[\s>]|<tt:tt")), ("SAMI", re.compile(r"<SAMI", re.IGNORECASE)), ("ASS", re.compile(r"\[Script Info\]")),
    ("LRC", re.compile(r"(?m)^\[\d+:\d\d[.:]\d+\]")), ("MicroDVD", re.compile(r"(?m)^\{\d+\}\{\d+\}")),
    ("JSON", re.compile(r"\A\s*[\[{]\s*[\"{\[]")), ("HTML", re.compile(r"\A\s*<(?:!doctype|html)", re.IGNORECASE)),
)  # fmt: skip
_LINES = re.compile(r"\r\n|\n|\r")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass
class ParsedCaptions:
    """Cues ordered by start, and warnings as (line number, message)."""

    cues: list[Cue]
    warnings: list[tuple]


def parse(text: str, *, is_spoken: bool = True) -> ParsedCaptions:
    """Parse a caption file; raise CaptionError with up to MAX_PROBLEMS invalid lines.

    What is not spoken, such as titles of chapters, is kept as it stands: nobody is its speaker, and it does not roll.
    """
    lines = _split(text)
    first = next((place for place, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise CaptionError([(0, _("this file is empty"))])
    webvtt = is_webvtt(lines[first])
    if not webvtt and not any(map(has_timing, lines)):
        raise CaptionError([(first + 1, _name_format("\n".join(lines)))])
    reader = Reader(lines, first, webvtt=webvtt)
    if reader.problems:
        raise CaptionError(reader.problems[:MAX_PROBLEMS])
    warnings = reader.warnings
    cues = [(cue.number, part) for cue in _lengthen(reader.cues, warnings) for part in _read_cue(cue)]
    if not cues:
        raise CaptionError([(0, _("there are no words in this file"))])
    if not is_spoken:
        return _order(_join_voices(cues), warnings)
    cues, rolled = unroll(cues)
    if rolled:
        warnings.append(
            (0, _("the lines of this file roll, so that they stand in it twice or more; each is kept once"))
        )
    cues, names = split_speakers(cues)
    if names:
        told = _("names before a colon are taken as who speaks: %(names)s")
        warnings.append((0, told % {"names": ", ".join(names)}))
    return _order(cues, warnings)


def _split(text: str) -> list[str]:
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\ufeff", "")
    return [_CONTROL.sub("\ufffd", line) for line in _LINES.split(text)]


def _name_format(text: str):
    """Return the message for a file without times; it names the format where that is known."""
    kind = next((name for name, pattern in _OTHER_FORMATS if pattern.search(text)), "")
    return OTHER_FORMAT % {"kind": kind} if kind else NO_TIMES


def _lengthen(cues: list[RawCue], warnings: list[tuple]) -> list[RawCue]:
    """Let a cue that ends where it starts last until the next one, a second at most: players do not show it otherwise."""
    starts = sorted({cue.start for cue in cues})
    following = dict(itertools.pairwise(starts))
    for cue in cues:
        if cue.end == cue.start:
            cue.end = min(cue.start + 1000, following.get(cue.start, cue.start + 1000))
            warnings.append((cue.number, _("this line ends where it starts; it stays until the next one")))
    return cues


def _read_cue(cue: RawCue) -> list[Cue]:
    """Return a cue per voice span."""
    return [Cue(cue.start, cue.end, text, speaker) for speaker, text in split_voices("\n".join(cue.lines)) if text]


def _join_voices(cues: list[tuple[int, Cue]]) -> list[tuple[int, Cue]]:
    """Return one cue for each time, with the names of voice tags as words."""
    found = []
    for number, parts in itertools.groupby(cues, key=lambda row: row[0]):
        spans = [part for _number, part in parts]
        text = "\n".join(f"{span.speaker}: {span.text}" if span.speaker else span.text for span in spans)
        found.append((number, Cue(spans[0].start, spans[0].end, text)))
    return found


def _order(cues: list[tuple[int, Cue]], warnings: list[tuple]) -> ParsedCaptions:
    ordered = sorted(cues, key=lambda found: found[1].start)
    for (_line, before), (line, cue) in itertools.pairwise(ordered):
        if cue.start < before.end and cue.start != before.start:
            warnings.append((line, _("this line starts before the line before it ends")))
    if [cue.start for _line, cue in cues] != [cue.start for _line, cue in ordered]:
        warnings.append((0, _("the lines were not in order of time; they are now")))
    return ParsedCaptions([cue for _line, cue in ordered], warnings)
