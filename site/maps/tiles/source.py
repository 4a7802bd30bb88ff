"""Where tiles come from: an XYZ address, of which only three whole numbers ever change. No model is imported: settings read it."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class TileSource:
    """An address with {z}, {x} and {y} in its path."""

    address: str

    @property
    def host(self) -> str:
        """The only host that is asked."""
        return urlsplit(self.address).hostname or ""


def parse_tiles(address: str) -> TileSource:
    """Return the source of an address; raise ValueError with what is wrong with it."""
    parts = urlsplit(address)
    marks = [mark in parts.path and address.count(mark) == 1 for mark in ("{z}", "{x}", "{y}")]
    rest = re.sub(r"\{[zxy]\}", "", address)
    broken = not all(marks) or not parts.hostname or parts.username is not None or parts.fragment
    if broken or "{" in rest or "}" in rest or not rest.isprintable() or " " in rest or not rest.isascii():
        raise ValueError(f"{address!r} is not an address such as https://host/path/{{z}}/{{x}}/{{y}}.png")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ValueError("the address must begin with https://")
    _port = parts.port  # raises ValueError for a port that is none
    return TileSource(address)
