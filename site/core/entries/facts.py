"""What stands in the column beside an entry's text: facts, of label and values, and people; as passages too."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import translation

from core.entries.passages import Passage, PassageKind

FACTS_ANCHOR = "in-short"  # id of the facts beside an entry's text
CREDITS_ANCHOR = "credits"  # id of the people beside an entry's text


@dataclass
class Fact:
    """A label with values; a value is a dict with `text`, `url`, `note` and `language`, of which the last three may be empty."""

    label: str
    values: list[dict] = field(default_factory=list)

    @staticmethod
    def link(text, url="", note="", language="") -> dict:
        """Return one value; `language` is that of a text which may be in another one than the page."""
        return {"text": text, "url": url, "note": note, "language": language}

    @classmethod
    def of(cls, label, text, note="") -> "Fact":
        """Return a fact with one value without URL; without values when `text` is empty."""
        return cls(label, [cls.link(text, "", note)] if text not in (None, "") else [])

    @property
    def text(self) -> str:
        """The values as text, one per line."""
        return "\n".join(", ".join(_get_parts(value)) for value in self.values)

    def occurs_in(self, text: str) -> bool:
        """Return whether all values occur in `text`."""
        return all(part in text for value in self.values for part in _get_parts(value))


def _get_parts(value: dict) -> list[str]:
    return [str(value[name]) for name in ("text", "note") if value[name]]


def fact_passages(entry, order: int, text: str) -> Iterator[Passage]:
    """Yield a passage for each searchable fact that does not occur in `text`; `order` is that of the first."""
    with translation.override(entry.language):
        facts = [(str(fact.label), fact.text) for fact in entry.get_searchable_facts() if not fact.occurs_in(text)]
    for number, (label, values) in enumerate(facts, start=order):
        yield Passage(label, values, FACTS_ANCHOR, entry.language, number)


def credit_passages(entry, order: int, text: str) -> Iterator[Passage]:
    """Yield a passage for each credited person whose name does not occur in `text`; `order` is that of the first.

    It has the name only, and one name, so that a redaction of it hides nothing else.
    """
    beside = {name for _label, name, *_rest in entry.other_contributors}
    names = dict.fromkeys(name for _label, name, *_rest in entry.localized_people if name and name not in text)
    for number, name in enumerate(names, start=order):
        anchor = CREDITS_ANCHOR if name in beside else entry.contributors_anchor
        yield Passage("", name, anchor, entry.language, number, PassageKind.CREDIT)
