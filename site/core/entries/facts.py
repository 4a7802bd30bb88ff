"""Facts: label and values in the column beside an entry's text."""

from dataclasses import dataclass, field


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
