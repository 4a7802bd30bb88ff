"""What search did with the words: said in a line, and undone by a link. Nothing is ever replaced in silence."""

from dataclasses import dataclass, field

from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_query
from search.query.result_set import ResultSet


@dataclass
class QueryNotice:
    """Synonyms and corrections that were looked for too, with the addresses without them; and what may be meant."""

    synonyms: list[str] = field(default_factory=list)
    without_synonyms: str = ""
    corrections: list[tuple[str, str]] = field(default_factory=list)
    without_corrections: str = ""
    suggestion: str = ""  # the whole text with the corrections in it
    suggestion_url: str = ""


def make_query_notice(path: str, results: ResultSet) -> QueryNotice:
    """Return what to say about the words of a search on the page at `path`."""
    request, query, notice = results.request, results.query, QueryNotice()
    if query.synonyms:
        notice.synonyms = list(dict.fromkeys(other for _typed, other in query.synonyms))
        notice.without_synonyms = f"{path}?{request.without_option('synonyms').query_string()}"
    if "corrections" in request.disabled:
        query = parse_query(request.text, results.language, synonyms=False)
    elif query.corrections:
        notice.corrections = query.corrections
        notice.without_corrections = f"{path}?{request.without_option('corrections').query_string()}"
    if query.corrections:
        notice.suggestion = corrected_text(query)
        notice.suggestion_url = f"{path}?{request.with_text(notice.suggestion).query_string()}"
    return notice


def corrected_text(query: ParsedQuery) -> str:
    """Return the text of a query with its corrections in the places of what was typed."""
    text = query.text
    for word in sorted(query.words, key=lambda word: word.token.start, reverse=True):
        other = next((one.text for one in word.alternatives if one.because == "correction"), None)
        if other is not None:
            text = text[: word.token.start] + other + text[word.token.end :]
    return text
