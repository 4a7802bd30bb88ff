"""What a reader typed, made into a question that every engine can answer."""

import re
import unicodedata

from wagtail.search.query import And, Or, PlainText

MAX_LENGTH = 200
MAX_WORDS = 12
_WORD = re.compile(r"\w+", re.UNICODE)


def clean(raw: str) -> str:
    """Return what was typed as printable text of at most MAX_LENGTH characters; any string is allowed."""
    text = raw.encode("utf-8", "ignore").decode("utf-8")
    text = "".join(" " if unicodedata.category(character).startswith("C") else character for character in text)
    return " ".join(text.split())[:MAX_LENGTH].strip()


def words(text: str) -> list[str]:
    """Return the words of cleaned text, lower case, each once; letters and digits only, so nothing is syntax."""
    found = (word.strip("_").lower() for word in _WORD.findall(text))
    return list(dict.fromkeys(word for word in found if word))[:MAX_WORDS]


def build(terms: list[str], operator: str):
    """Return Wagtail's query for all ("and") or any ("or") of the words."""
    parts = [PlainText(term) for term in terms]
    if len(parts) == 1:
        return parts[0]
    return And(parts) if operator == "and" else Or(parts)
