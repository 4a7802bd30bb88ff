"""Speakers named before a colon, as Zoom, Teams and Otter write them: “Fatima El Amrani: Goedenavond.”"""

import re
from collections import Counter

from talkshows.captions.cue import Cue

MAX_WORDS, MAX_LENGTH = 6, 60
_PREFIX = re.compile(
    r"[-–—>»\s]*[\[(]?(?P<name>[^:\[\]()\n]{1,60}(?:\([^()\n]{1,40}\))?)[\])]?\s?:(?:\s+|$)(?P<rest>.*)"
)
_WORD = re.compile(r"[\w'’.@&-]+|\([^()]*\)")
_PARTICLES = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "het",
        "'t",
        "’t",
        "ter",
        "ten",
        "te",
        "op",
        "in",
        "'s",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "von",
        "zu",
        "zum",
        "di",
        "da",
        "du",
        "del",
        "dos",
        "la",
        "le",
        "las",
        "los",
        "y",
        "e",
        "en",
        "und",
        "and",
        "of",
        "the",
    ]
)
# What is often said or written before a colon without being somebody.
_NOBODY = frozenset({
    "let op", "vraag", "antwoord", "tip", "noot", "nb", "ps", "conclusie", "voorbeeld", "bijvoorbeeld", "kortom", "dus", "want", "maar",
    "en", "ja", "nee", "namelijk", "samengevat", "resultaat", "doel", "welkom", "motto", "belangrijk", "vervolgens", "ten eerste",
    "ten tweede", "ten derde", "eerst", "daarna", "stap", "deel", "onderwerp", "datum", "tijd", "plaats", "http", "https", "note",
    "question", "answer", "example", "conclusion", "so", "but", "and", "yes", "no", "first", "second", "third", "remember", "attention",
    "q", "a", "v", "oproep", "muziek", "music", "titel", "title", "aflevering", "hoofdstuk", "thema", "kijk", "luister", "stelling",
})  # fmt: skip
_NUMBERED = re.compile(
    r"(?:stap|deel|hoofdstuk|aflevering|thema|vraag|stelling|step|part|chapter|question|punt|fase)\s+\w+", re.IGNORECASE
)


def find_name(line: str) -> tuple[str, str]:
    """Return (name, rest of the line) when a line may begin with a speaker, else two empty strings."""
    match = _PREFIX.match(line)
    name = " ".join(match["name"].split()) if match else ""
    return (name, match["rest"].strip()) if match and _may_be_name(name) else ("", "")


def _may_be_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= MAX_WORDS or name.casefold() in _NOBODY or _NUMBERED.fullmatch(name):
        return False
    if not all(_WORD.fullmatch(word) for word in re.findall(r"\([^()]*\)|\S+", name)):
        return False
    capital = [word[0].isalpha() and not word[0].islower() for word in words]
    small = [
        word.casefold() in _PARTICLES or word[0].isdigit() or word.startswith("(") or word.endswith(")")
        for word in words
    ]
    return (capital[0] or words[0].casefold() in {"'t", "’t"}) and all(
        a or b for a, b in zip(capital, small, strict=True)
    )


def split_speakers(cues: list[tuple[int, Cue]]) -> tuple[list[tuple[int, Cue]], list[str]]:
    """Return (line number, cue) rows with the names before a colon as speakers, and those names.

    A name counts when half of the cues begin with one, when it comes back, or when it is a full name among such names. In a file
    with voice tags the colon is text.
    """
    if any(cue.speaker for _number, cue in cues):
        return cues, []
    begins = [find_name(cue.text.split("\n")[0])[0] for _number, cue in cues]
    inside = [find_name(line)[0] for _number, cue in cues for line in cue.text.split("\n")[1:]]
    counts = Counter(name for name in [*begins, *inside] if name)
    many = 2 * sum(bool(name) for name in begins) >= len(cues)
    known = {name for name, count in counts.items() if many or count > 1}
    if known:
        known |= {name for name in counts if len(name.split()) > 1}
    if not known:
        return cues, []
    return [(number, part) for number, cue in cues for part in _split(cue, known)], sorted(known)


def _split(cue: Cue, known: set[str]) -> list[Cue]:
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in cue.text.split("\n"):
        name, rest = find_name(line)
        if name in known:
            parts.append((name, [rest] if rest else []))
        else:
            parts[-1][1].append(line)
    if any(name and not lines for name, lines in parts):  # a name without words stays as it was written
        return [cue]
    return [Cue(cue.start, cue.end, "\n".join(lines), name) for name, lines in parts if lines]
