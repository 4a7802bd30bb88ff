"""Reads what people see in a page of the editing screens or in a mail, and says which words of it are not Dutch.

A word is Dutch when the word list that search ships has it (OpenTaal), when it is a compound of such words, or when it stands in
`dutch_names.txt`: names of people, products and formats. Words that Dutch and English share in writing but not in meaning, such
as "page" and "save", are Dutch for a word list only; `MISREAD` takes them out.
"""

import json
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

from search.analysis.compounds import Splitter, split_compound
from search.analysis.lexicon import load
from search.analysis.morphology import find_singulars

NAMES = Path(__file__).with_name("dutch_names.txt")
# In OpenTaal as a rare word, a verb form or without its accent; on a screen it would be English.
MISREAD = {
    "at", "by", "change", "close", "date", "delete", "done", "edit", "find", "image", "images", "name", "on", "or", "page",
    "pages", "read", "remove", "report", "reports", "save", "send", "the", "title", "to", "view", "write",
}  # fmt: skip
EMPTY = {
    "img",
    "input",
    "br",
    "hr",
    "html",
    "meta",
    "link",
    "use",
    "path",
    "source",
    "track",
}  # hold no text of their own
SHOWN = {"title", "aria-label", "placeholder", "alt", "aria-description", "data-clicked-text", "data-confirm"}
SHOWN_ENDS = ("-active-value", "-tooltip-content-value", "-label", "-text", "-message")
SILENT = {"script", "style", "code", "svg", "textarea"}
INLINE = {"b", "strong", "em"}  # a word goes on through them
JSON_KEYS = {
    "label",
    "helpText",
    "help_text",
    "description",
    "title",
    "placeholder",
    "group",
    "message",
    "text",
    "name_label",
}
JSON_MESSAGES = {"error_label", "error_message", "html", "htmlFragment"}
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NOISE = re.compile(
    r"https?://\S+|\b[\w.+-]+@[\w.-]+|%\(\w+\)[sdr]|\{\{?[\w.]*\}?\}|%[sd]|\S*/\S+/\S*|\b[A-Z]\w+/[A-Z]\w+\b|\b[a-z_]+\.[a-z]*page\b|\b[\w-]+\.(?:pdf|vtt|srt|jpg|png|mp[34]|webm|html)\b"
)


class Reader(HTMLParser):
    """Collects the texts of a document: of its elements, of attributes that are shown or read aloud, and of its JSON."""

    def __init__(self):
        super().__init__()
        self.texts: list[str] = [""]
        self.silent: list[str] = []
        self.foreign: list[str] = []  # open elements since one in another language

    def handle_starttag(self, tag, attrs):
        """Note shown attributes, and whether the element's text is shown."""
        values = dict(attrs)
        if tag in SILENT:
            self.silent.append(tag)
            if "json" in (values.get("type") or ""):
                self.silent[-1] = "json"
        if (self.foreign or values.get("lang", "nl") not in ("nl", "", None)) and tag not in EMPTY:
            self.foreign.append(tag)
        if tag not in INLINE:
            self.texts.append("")
        for name, value in attrs:
            if value and not self.foreign and is_shown(tag, name, values):
                self.texts += [value, ""]
            elif value and name.startswith("data-") and value[:1] in "{[":
                self.texts += [*read_json(value), ""]

    def handle_endtag(self, tag):
        """Close the element."""
        if self.silent and tag in SILENT:
            self.silent.pop()
        if self.foreign and tag in self.foreign:
            del self.foreign[len(self.foreign) - 1 - self.foreign[::-1].index(tag) :]
        if tag not in INLINE:
            self.texts.append("")

    def handle_data(self, data):
        """Note a text."""
        if self.silent and self.silent[-1] == "json":
            self.texts += [*read_json(data), ""]
        elif not self.silent and not self.foreign:
            self.texts[-1] += data


def is_shown(tag: str, name: str, values: dict) -> bool:
    """Return whether an attribute holds words for people."""
    if name in SHOWN or (name.startswith("data-") and name.endswith(SHOWN_ENDS)):
        return True
    return tag == "input" and name == "value" and values.get("type") in {"submit", "button", "reset"}


def read_json(text: str) -> list[str]:
    """Return the words for people in JSON: labels, help texts and messages, also of telepath's definitions."""
    try:
        found: list[str] = []
        _walk_json(json.loads(text), "", found)
    except ValueError:
        return []
    return found


def _walk_json(value, key: str, found: list[str]) -> None:
    if isinstance(value, dict):
        for name, part in value.items():
            _walk_json(part, "message" if key in {"strings", "labels", "catalog"} else name, found)
    elif isinstance(value, list):
        for part in value:
            _walk_json(part, key, found)
    elif isinstance(value, str) and key in JSON_MESSAGES:
        found += read_html(value)
    elif isinstance(value, str) and key in JSON_KEYS and not value.startswith("{"):  # the content of a rich text
        found += read_html(value) if "<" in value else [value]


def read_html(html: str) -> list[str]:
    """Return the texts of HTML that people see or hear, without white space around them."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return [text for text in (" ".join(text.split()) for text in reader.texts) if text]


def list_words(text: str) -> list[str]:
    """Return the words of a text, without addresses, placeholders and file names."""
    return _WORD.findall(_NOISE.sub(" ", text).replace("\u00ad", ""))


def fold(word: str) -> str:
    """Return a word as the word list writes it."""
    word = word.replace("’", "'").lower().removesuffix("'s").removesuffix("'")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c) and c != "'")


_names = frozenset(
    line.strip().casefold()
    for line in NAMES.read_text(encoding="utf-8").splitlines()
    if line.strip() and line[0] != "#"
)


def is_dutch(word: str) -> bool:
    """Return whether a word stands in the word list or in the list of names, or is a compound."""
    bare = fold(word)
    if len(bare) < 2 or word.casefold() in _names or bare in _names:
        return True
    if bare in MISREAD:
        return False
    return bare in load() or is_compound(bare)


def is_compound(word: str) -> bool:
    """Return whether a word is a noun behind other words; "Janheeft" and "snippet" (snip + pet) are none."""
    words = load()
    *firsts, last = split_compound(word) or Splitter(words).parse(word) or ("", "")
    if len(last) < 4 or {*firsts, last} & MISREAD:
        return False
    if last not in words.base and not any(one in words.base for one in find_singulars(last)):
        return False
    return all(
        len(part) > 2 and (part in words.firsts or part in words or part.removesuffix("s") in words) for part in firsts
    )


def find_foreign(texts) -> dict[str, str]:
    """Return {word that is not Dutch: a text in which it stands}."""
    found: dict[str, str] = {}
    for text in texts:
        for word in list_words(text):
            if word not in found and not is_dutch(word):
                found[word] = text[:160]
    return found


def is_glued(text: str) -> bool:
    """Return whether a sentence or a value begins without the space before it: "klaar.Je kunt", "hier:https", "5van"."""
    bare = re.sub(r"https?://\S+|\S+@\S+", "", text)
    return bool(
        re.search(r"[^\W\d_][.!?,;:][^\W\d_]{2}|[^\W\d_][:;,.]https?://|\d[^\W\d_]{3,}", bare)
        or re.search(r"\whttps?://", text)
    )
