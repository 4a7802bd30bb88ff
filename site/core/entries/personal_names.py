"""Finds and removes the names of people in text, HTML and slugs, in the spellings that a reader recognises.

“Jan de Vries” is also found as “JAN DE VRIES”, “Jan-de-Vries”, “J. de Vries”, “De Vries, Jan”, “Vries, Jan de”, “De Vries’”, “Ján de Vries”
and `jan-de-vries`, but not in “Driejan de Vriesland”. Of others with the same surname (`others`) the full name stays.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from core.entries.folded_text import FoldedText, fold_html, fold_name, fold_text

PARTICLES = frozenset(
    [
        "al",
        "ait",
        "ben",
        "bin",
        "da",
        "dal",
        "de",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "do",
        "dos",
        "du",
        "e",
        "el",
        "het",
        "in",
        "la",
        "las",
        "le",
        "los",
        "op",
        "'t",
        "te",
        "ten",
        "ter",
        "und",
        "uit",
        "van",
        "ver",
        "vom",
        "von",
        "y",
        "zu",
        "zum",
        "zur",
    ]
)
MIN_SURNAME = 3  # letters of a surname that is looked for by itself
MIN_JOINED = 9  # letters of a name that is also found as one word
GAP = r"[ .'-]{1,3}"
JOIN = r"[ .'-]{0,3}"
END = r"(?:'?s)?(?!\w)"
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_ATTRIBUTE = re.compile(r"""(\s)([^\s=<>"'/]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'<>]+)""")
_ADDRESSES = {"href", "src", "srcset", "action", "cite", "poster", "formaction", "data"}


class NameMatcher:
    """Finds the names of some people; `others` are names of people who may be named."""

    def __init__(self, names: Iterable[str], others: Iterable[str] = ()):
        self.names = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
        self.others = tuple(dict.fromkeys(name.strip() for name in others if name.strip()))

    @cached_property
    def _patterns(self) -> tuple[re.Pattern | None, list[re.Pattern], re.Pattern | None]:
        """Pattern of whole names, patterns of surnames by themselves, and the pattern of the names of others."""
        own = [_split(name) for name in self.names]
        whole = _compile({pattern for words in own for pattern in _whole_name_patterns(words)})
        surnames = {pattern for words in own for pattern in _surname_patterns(words)}
        letters = {words[0][0] for words in own if words}
        others = {
            pattern
            for name in self.others
            if (words := _split(name)) and not (whole and whole.fullmatch(fold_name(name)))
            for pattern in _whole_name_patterns(words, initials=words[0][0] not in letters)
        }
        return whole, [re.compile(one) for one in sorted(surnames)], _compile(others)

    def _find_folded(self, folded: FoldedText, is_slug: bool = False) -> Iterator[tuple[int, int]]:
        """Yield the spans of the names in the original, in order and without overlap."""
        whole, surnames, others = self._patterns
        kept = [match.span() for match in others.finditer(folded.text)] if others else []
        found = [match.span() for match in whole.finditer(folded.text)] if whole else []
        for match in (one for pattern in surnames for one in pattern.finditer(folded.text)):
            first = folded.starts[match.start("last")]
            if is_slug or folded.source[first].isupper() or folded.source[first] == "&":
                found.append(match.span())
        end = 0
        for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
            inside = any(a <= start and stop <= b for a, b in kept)
            if start >= end and not inside:
                yield folded.get_source_span(start, stop)
                end = stop

    def find(self, text: str) -> list[str]:
        """Return the names as they stand in a plain text."""
        return [text[a:b] for a, b in self._find_folded(fold_text(text))] if text and self.names else []

    def find_in_html(self, text: str) -> list[str]:
        """Return the names as they stand in the text or in the attributes of HTML."""
        if not text or not self.names:
            return []
        found = [_TAG.sub("", text[a:b]) for a, b in self._find_folded(fold_html(text))]
        for tag in _TAG.findall(text):
            for _space, name, _equals, value in _ATTRIBUTE.findall(tag):
                found += self._find_in_attribute(name.lower(), value)
        return found

    def find_in_slug(self, slug: str) -> list[str]:
        """Return the names as they stand in a slug, a path or a file name, in which case says nothing."""
        return [slug[a:b] for a, b in self._find_folded(fold_text(slug), is_slug=True)] if slug and self.names else []

    def replace(self, text: str, placeholder: str) -> str:
        """Return a plain text with each name replaced."""
        if not text or not self.names:
            return text
        return _replace_spans(text, self._find_folded(fold_text(text)), lambda _part: placeholder)

    def replace_in_html(self, text: str, placeholder: str) -> str:
        """Return HTML with each name in its text and attributes replaced; addresses that hold a name are taken out."""
        if not text or not self.names:
            return text
        spans = self._find_folded(fold_html(text))
        text = _replace_spans(text, spans, lambda part: placeholder + "".join(_TAG.findall(part)))
        return _TAG.sub(lambda tag: self._replace_in_tag(tag[0], placeholder), text)

    def remove_from_slug(self, slug: str) -> str:
        """Return a slug without the names; it may be empty."""
        if not slug or not self.names:
            return slug
        left = _replace_spans(slug, self._find_folded(fold_text(slug), is_slug=True), lambda _part: "-")
        return re.sub(r"-{2,}", "-", left).strip("-")

    def _find_in_attribute(self, name: str, value: str) -> list[str]:
        value = value.strip("\"'")
        return self.find_in_slug(value) if name in _ADDRESSES else self.find(value)

    def _replace_in_tag(self, tag: str, placeholder: str) -> str:
        def replace(match):
            space, name, equals, value = match.groups()
            if not self._find_in_attribute(name.lower(), value):
                return match[0]
            if name.lower() in _ADDRESSES:
                return ""
            return f'{space}{name}{equals}"{self.replace(value.strip(chr(34) + chr(39)), placeholder)}"'

        return _ATTRIBUTE.sub(replace, tag)


@lru_cache(maxsize=64)
def get_matcher(names: tuple[str, ...], others: tuple[str, ...] = ()) -> NameMatcher:
    """Return the matcher of some names, made once."""
    return NameMatcher(names, others)


def get_surname(name: str) -> str:
    """Return the folded surname of a full name without its particles, or an empty string."""
    words = _split(name)
    return words[-1] if len(words) > 1 else ""


def _split(name: str) -> list[str]:
    """Return the folded words of a name, its initials without points."""
    return re.findall(r"[\w']+", fold_name(name))


def _compile(patterns: set[str]) -> re.Pattern | None:
    if not patterns:
        return None
    return re.compile("|".join(sorted(patterns, key=lambda one: (-len(one), one))))


def _parts(words: list[str]) -> tuple[list[str], list[str], str]:
    """Return (given names, particles, surname) of a name of two words or more."""
    given, particles = words[:-1], []
    while len(given) > 1 and given[-1] in PARTICLES:
        particles.insert(0, given.pop())
    return given, particles, words[-1]


def _whole_name_patterns(words: list[str], initials: bool = True) -> Iterator[str]:
    """Yield patterns of a name with its given name or, with `initials`, the initial of that."""
    escaped = [re.escape(word) for word in words]
    if not words:
        return
    gap = JOIN if sum(map(len, words)) >= MIN_JOINED else GAP
    yield rf"(?<!\w){gap.join(escaped)}{END}"
    if len(words) == 1:
        return
    given, particles, last = _parts(words)
    first, last = re.escape(given[0]), re.escape(last)
    before = "".join(f"{re.escape(one)}{GAP}" for one in particles)
    after = "".join(f"{GAP}{re.escape(one)}" for one in particles)
    yield rf"(?<!\w){first}{GAP}(?:\w{GAP})?{before}{last}{END}"  # without second names, or with an initial between
    yield rf"(?<!\w)(?:{before})?{last} ?, ?{first}(?:{after})?{END}"
    if particles:
        yield rf"(?<!\w){first}{GAP}{last}{END}"
    if initials:
        points = rf"{re.escape(given[0][0])}(?:\. ?| )(?:\w(?:\. ?| ))*"
        yield rf"(?<!\w){points}{before}{last}{END}"
        yield rf"(?<!\w)(?:{before})?{last} ?, ?{re.escape(given[0][0])}\.(?: ?\w\.)*(?:{after}(?!\w))?"


def _surname_patterns(words: list[str]) -> Iterator[str]:
    """Yield patterns of the surname by itself, with the group `last`; it is found where it has a capital."""
    if len(words) < 2 or len(words[-1]) < MIN_SURNAME:
        return
    _given, particles, last = _parts(words)
    before = "".join(f"{re.escape(one)}{GAP}" for one in particles)
    # “Den Haag” is no name of somebody who is called Haag.
    alone = "" if particles else r"(?<!\bden )(?<!\bde )(?<!\bhet )(?<!\bvan )"
    optional = f"(?:{before})?" if particles else ""
    yield rf"(?<!\w){alone}{optional}(?P<last>{re.escape(last)}){END}"


def _replace_spans(text: str, spans: Iterable[tuple[int, int]], replace) -> str:
    found, at = [], 0
    for start, end in spans:
        found += [text[at:start], replace(text[start:end])]
        at = end
    return "".join([*found, text[at:]])
