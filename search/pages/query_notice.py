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
    wanted, question, note = results.wanted, results.question, Note()
    if question.synonyms:
        note.synonyms = list(dict.fromkeys(other for _typed, other in question.synonyms))
        note.without_synonyms = f"{path}?{wanted.undo('synonyms').query()}"
    if "corrections" in wanted.without:
        question = parse_query(wanted.text, results.language, synonyms=False)
    elif question.corrections:
        note.corrections = question.corrections
        note.without_corrections = f"{path}?{wanted.undo('corrections').query()}"
    if question.corrections:
        note.meant = correct(question)
        note.meant_url = f"{path}?{wanted.with_text(note.meant).query()}"
    return note


def correct(question: ParsedQuery) -> str:
    """Return the text of a question with its corrections in the places of what was typed."""
    text = question.text
    for word in sorted(question.words, key=lambda word: word.token.start, reverse=True):
        other = next((one.text for one in word.alternatives if one.because == "correction"), None)
        if other is not None:
            text = text[: word.token.start] + other + text[word.token.end :]
    return text
