"""The operators of a query text: "a phrase", -excluded and OR; anything else is text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.analysis import CompoundExceptions, Token, analyse, query_words
from search.query.parsed_query import Alternative, QueryWord

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"−": "-"})
_PHRASE = re.compile(r'(?<![\w"])(?P<minus>(?<!\S)-)?"(?P<text>[^"]*\w[^"]*)"(?!\w)')
_EXCLUDED = re.compile(r"(?<!\S)-(?P<text>[^\W_][^\s\"]*)")
_OR = re.compile(r"(?<=\s)OR(?=\s)")


@dataclass(frozen=True, slots=True)
class Operand:
    """A word or phrase of a query text, with its offsets."""

    start: int
    end: int
    word: QueryWord


@dataclass(frozen=True, slots=True)
class Operators:
    """A query text with its operators blanked, the phrases, the excluded words, and the offsets of each OR."""

    text: str
    phrases: tuple[Operand, ...] = ()
    excluded: tuple[QueryWord, ...] = ()
    ors: tuple[tuple[int, int], ...] = ()


def read_operators(text: str, language: str, exceptions: CompoundExceptions | None = None) -> Operators:
    """Return the operators of a text; without anything to look for beside exclusions there are none."""
    rest, phrases, excluded = text.translate(_QUOTES), [], []
    for match in [*_PHRASE.finditer(rest)]:
        word = _make_phrase(text[match.start() : match.end()].strip(), match["text"], language, exceptions)
        if word and match["minus"]:
            excluded.append(word)
        elif word:
            phrases.append(Operand(match.start(), match.end(), word))
        if word:
            rest = _blank(rest, match.start(), match.end())
    for match in [*_EXCLUDED.finditer(rest)]:
        word = _make_excluded(match.group(), match["text"], language, exceptions)
        if word:
            excluded.append(word)
            rest = _blank(rest, match.start(), match.end())
    ors = tuple(match.span() for match in _OR.finditer(rest))
    found = Operators(rest, tuple(phrases), tuple(excluded), ors)
    return found if phrases or not excluded or query_words(rest, language) else Operators(text)


def has_only_exclusions(text: str) -> bool:
    """Return whether there is nothing to look for beside exclusions, so that they were read as text."""
    left = _PHRASE.sub(lambda match: " " if match["minus"] else match.group(), text.translate(_QUOTES))
    return re.search(r"\w", _EXCLUDED.sub(" ", left)) is None


def _blank(text: str, start: int, end: int) -> str:
    """Return a text with quotation marks in place of a part: no word, and no space before what follows."""
    return text[:start] + '"' * (end - start) + text[end:]


def _make_phrase(typed: str, text: str, language: str, exceptions: CompoundExceptions | None) -> QueryWord | None:
    """Return a phrase as one word of a query; None if it has stop words only."""
    tokens = tuple(analyse(text, language, exceptions))
    content = [token for token in tokens if not token.stop]
    if not content:
        return None
    return QueryWord(typed, content[0], (Alternative(text, tokens, 1.0, "phrase"),), replaced=True)


def _make_excluded(typed: str, text: str, language: str, exceptions: CompoundExceptions | None) -> QueryWord | None:
    """Return an excluded word in all its forms; with a hyphen in it, a phrase."""
    tokens = [token for token in analyse(text, language, exceptions) if not token.stop]
    if len(tokens) == 1:
        return QueryWord(typed, tokens[0])
    return _make_phrase(typed, text, language, exceptions)


def join_operands(text: str, operands: list[Operand], ors: tuple[tuple[int, int], ...]) -> Iterator[QueryWord]:
    """Yield the words of a query in order; those around an OR as one."""
    ordered = sorted(operands, key=lambda operand: operand.start)
    group: list[Operand] = []
    for operand in ordered:
        if group and not _is_joined(text, group[-1].end, operand.start, ors):
            yield _join(text, group)
            group = []
        group.append(operand)
    if group:
        yield _join(text, group)


def _is_joined(text: str, end: int, start: int, ors: tuple[tuple[int, int], ...]) -> bool:
    """Return whether there is nothing but an OR between two operands."""
    return text[end:start].strip() == "OR" and any(end <= first and last <= start for first, last in ors)


def find_joining(text: str, tokens: list[Token], operators: Operators) -> set[int]:
    """Return the offsets of each OR that stands between two operands; any other is a word."""
    spans = sorted([(token.start, token.end) for token in tokens] + [(one.start, one.end) for one in operators.phrases])
    return {
        first
        for first, last in operators.ors
        if any(not text[end:first].strip() for _start, end in spans if end <= first)
        and any(not text[last:start].strip() for start, _end in spans if start >= last)
    }


def _join(text: str, group: list[Operand]) -> QueryWord:
    if len(group) == 1:
        return group[0].word
    words = sorted((operand.word for operand in group), key=lambda word: word.replaced)  # a phrase is never the first
    first, others = words[0], []
    for word in words[1:]:
        others += [Alternative(word.typed, (token,), 1.0, "or") for token in word.own_tokens] + [*word.alternatives]
    typed = text[group[0].start : group[-1].end]
    return QueryWord(typed, first.token, (*first.alternatives, *others), first.replaced)
