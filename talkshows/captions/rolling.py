"""Captions that roll: every line, or every beginning of a sentence, stands in several cues. Each is kept once.

A file rolls when at least half of its cues carry lines over from the cue before, with something new under them or for a moment
only. Words that are said twice (“Nee.” “Nee.”) do not make a file roll.
"""

import itertools

from talkshows.captions.cue import Cue

MAX_GAP = 1000  # milliseconds between two cues of which the second carries lines over
FLASH = 100  # milliseconds; YouTube repeats a line in a cue of 10 ms
MIN_PAIRS = 2


def unroll(cues: list[tuple[int, Cue]]) -> tuple[list[tuple[int, Cue]], bool]:
    """Return (line number, cue) rows without what rolls, and whether something was left out."""
    pairs = list(itertools.pairwise(cue for _number, cue in cues))
    if any(cue.speaker for _number, cue in cues) or len(pairs) < MIN_PAIRS:
        return cues, False
    if _rolls(pairs, _carries_over):
        return _keep_new_lines(cues), True
    if _rolls(pairs, _grows):
        return _keep_longest(cues), True
    return cues, False


def _rolls(pairs, found) -> bool:
    count = sum(found(before, cue) for before, cue in pairs)
    return count >= MIN_PAIRS and 2 * count >= len(pairs)


def _follows(before: Cue, cue: Cue) -> bool:
    return before.start < cue.start <= before.end + MAX_GAP


def _count_carried(before: Cue, cue: Cue) -> int:
    """Return how many first lines of a cue are the last lines of the cue before."""
    if not _follows(before, cue):
        return 0
    old, new = before.text.split("\n"), cue.text.split("\n")
    return next((size for size in range(min(len(old), len(new)), 0, -1) if old[-size:] == new[:size]), 0)


def _carries_over(before: Cue, cue: Cue) -> bool:
    size = _count_carried(before, cue)
    rolled = size < len(cue.text.split("\n")) or size < len(before.text.split("\n"))
    return size > 0 and (rolled or min(cue.end - cue.start, before.end - before.start) <= FLASH)


def _keep_new_lines(cues) -> list[tuple[int, Cue]]:
    found, before = [], None
    for number, cue in cues:
        lines = cue.text.split("\n")[_count_carried(before, cue) if before else 0 :]
        before = cue
        if lines:
            found.append((number, Cue(cue.start, cue.end, "\n".join(lines), cue.speaker)))
    return _end_before_next(found)


def _grows(before: Cue, cue: Cue) -> bool:
    old, new = before.text.split(), cue.text.split()
    return _follows(before, cue) and len(new) > len(old) and new[: len(old)] == old


def _keep_longest(cues) -> list[tuple[int, Cue]]:
    found: list[tuple[int, Cue]] = []
    for number, cue in cues:
        if found and _grows(found[-1][1], cue):
            place, old = found[-1]
            found[-1] = (place, Cue(old.start, cue.end, cue.text, cue.speaker))
        else:
            found.append((number, cue))
    return _end_before_next(found)


def _end_before_next(cues) -> list[tuple[int, Cue]]:
    """A rolling line stays while the next one is spoken; here it ends where that begins."""
    starts = [cue.start for _number, cue in cues[1:]]
    shortened = [
        (number, Cue(cue.start, min(cue.end, start) if start > cue.start else cue.end, cue.text, cue.speaker))
        for (number, cue), start in zip(cues[:-1], starts, strict=True)
    ]
    return [*shortened, *cues[-1:]]
