"""Facts: the short answers beside an entry."""

from dataclasses import dataclass, field


@dataclass
class Fact:
    """A label with its values; a value has `text` and may have `url` and `note`."""

    label: str
    values: list[dict] = field(default_factory=list)

    @staticmethod
    def link(text, url="", note="") -> dict:
        """Return one value."""
        return {"text": text, "url": url, "note": note}

    @classmethod
    def of(cls, label, text, note="") -> "Fact":
        """Return a fact of one plain text; empty text gives an empty fact, which is not shown."""
        return cls(label, [cls.link(text, "", note)] if text not in (None, "") else [])
