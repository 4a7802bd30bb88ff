"""The notice about synonyms and spelling corrections that were applied to a query, with links that disable them."""

from dataclasses import dataclass, field

from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_query
from search.query.result_set import ResultSet


@dataclass
class QueryNotice:
    """Applied synonyms and corrections, with URLs that disable them, and the "did you mean" suggestion."""

    synonyms: list[str] = field(default_factory=list)
    without_synonyms: str = ""
    corrections: list[tuple[str, str]] = field(default_factory=list)
    without_corrections: str = ""
    suggestion: str = ""  # "did you mean": the whole text with corrections
    suggestion_url: str = ""


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
    return notice


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
