"""What search did with the words: said in a line, and undone by a link. Nothing is ever replaced in silence."""

from dataclasses import dataclass, field

from search.query.parsed_query import ParsedQuery
from search.query.parser import parse_query
from search.query.result_set import ResultSet


@dataclass
class Note:
    """Synonyms and corrections that were looked for too, with the addresses without them; and what may be meant."""

    synonyms: list[str] = field(default_factory=list)
    without_synonyms: str = ""
    corrections: list[tuple[str, str]] = field(default_factory=list)
    without_corrections: str = ""
    meant: str = ""  # the whole text with the corrections in it
    meant_url: str = ""


def make_note(path: str, results: ResultSet) -> Note:
    """Return what to say about the words of a search on the page at `path`."""
    request, query, note = results.request, results.query, Note()
    if query.synonyms:
        note.synonyms = list(dict.fromkeys(other for _typed, other in query.synonyms))
        note.without_synonyms = f"{path}?{request.disable('synonyms').query()}"
    if "corrections" in request.disabled:
        query = parse_query(request.text, results.language, synonyms=False)
    elif query.corrections:
        note.corrections = query.corrections
        note.without_corrections = f"{path}?{request.disable('corrections').query()}"
    if query.corrections:
        note.meant = correct(query)
        note.meant_url = f"{path}?{request.with_text(note.meant).query()}"
    return note


def correct(query: ParsedQuery) -> str:
    """Return the text of a query with its corrections in the places of what was typed."""
    text = query.text
    for word in sorted(query.words, key=lambda word: word.token.start, reverse=True):
        other = next((one.text for one in word.alternatives if one.because == "correction"), None)
        if other is not None:
            text = text[: word.token.start] + other + text[word.token.end :]
    return text
