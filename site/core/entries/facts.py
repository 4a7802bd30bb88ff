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

    @property
    def words(self) -> str:
        """The values as text, one a line, as a reader sees them."""
        return "\n".join(", ".join(_pieces(value)) for value in self.values)

    def occurs_in(self, text: str) -> bool:
        """Whether a text holds all of the values already."""
        return all(piece in text for value in self.values for piece in _pieces(value))


def _pieces(value: dict) -> list[str]:
    return [str(value[name]) for name in ("text", "note") if value[name]]
