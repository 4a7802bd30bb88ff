"""What was understood of a query: synonyms and corrections, with links that disable them, operators, compounds taken apart."""

from dataclasses import dataclass, field

from search.query.parsed_query import ParsedQuery, QueryWord
from search.query.parser import parse_query
from search.query.result_set import ResultSet


@dataclass
class QueryNotice:
    """Applied synonyms and corrections, with URLs that disable them, the "did you mean" suggestion, and what else was understood.

    `phrases`, `excluded`: as typed, without quotation marks and minus; `either`: the words of each OR; `apart`: compounds that
    no passage has, of which all parts match.
    """

    synonyms: list[str] = field(default_factory=list)
    without_synonyms: str = ""
    corrections: list[tuple[str, str]] = field(default_factory=list)
    without_corrections: str = ""
    suggestion: str = ""  # "did you mean": the whole text with corrections
    suggestion_url: str = ""
    phrases: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    either: list[list[str]] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    has_only_minuses: bool = False  # looked for as words: nothing would be left to look for


def make_query_notice(path: str, results: ResultSet) -> QueryNotice:
    """Return the notice of a search on the page at `path`."""
    request, query, notice = results.request, results.query, QueryNotice()
    if query.synonyms:
        notice.synonyms = list(dict.fromkeys(other for _typed, other in query.synonyms))
        notice.without_synonyms = f"{path}?{request.without_option('synonyms').query_string()}"
    if "corrections" in request.disabled:
        query = parse_query(request.text, results.language, synonyms=False)
    elif query.corrections:
        notice.corrections = query.corrections
        notice.without_corrections = f"{path}?{request.without_option('corrections').query_string()}"
    if query.corrections or query.suggestions:
        notice.suggestion = corrected_text(query)
        notice.suggestion_url = f"{path}?{request.with_text(notice.suggestion).query_string()}"
    notice.apart = find_apart(results)
    add_operators(notice, results.query)
    return notice


def add_operators(notice: QueryNotice, query: ParsedQuery) -> None:
    """Add the operators of a query."""
    for word in query.words:
        because = {other.because for other in word.alternatives}
        if "or" in because or len([one for one in word.alternatives if one.is_phrase]) > 1:
            notice.either.append([part.strip() for part in word.typed.split(" OR ")])
        elif "phrase" in because:
            notice.phrases.append(_bare(word.typed))
    notice.excluded = [_bare(word.typed) for word in query.excluded]
    notice.has_only_minuses = query.only_exclusions


def _bare(typed: str) -> str:
    """Return an operand without its quotation marks and minus."""
    return typed.strip('-−"“”„‟«»″＂ ')


def find_apart(results: ResultSet) -> list[str]:
    """Return the compounds that no passage has, if entries were found by their parts; of a corrected one what it was corrected to."""
    found = results.results.get(results.language)
    if found is None or not found.entry_ids:
        return []
    words = [found.query.words[at] for at in found.candidates.absent]
    return [_corrected(word) for word in words if word.pieces]


def _corrected(word: QueryWord) -> str:
    return next((one.text for one in word.alternatives if one.because == "correction"), word.typed)


def corrected_text(query: ParsedQuery) -> str:
    """Return the text of a query with its words replaced by their corrections and by what is suggested for them."""
    spans = list(query.suggestions)
    for word in query.words:
        other = next((one.text for one in word.alternatives if one.because == "correction"), None)
        if other is not None:
            spans.append((word.token.start, word.token.end, other))
    text = query.text
    for start, end, other in sorted(spans, reverse=True):
        text = text[:start] + other + text[end:]
    return text
