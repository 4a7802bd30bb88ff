"""Citations as RIS, the format that most reference managers import."""

from collections.abc import Iterator

from core.citations.names import join_name

TYPES = {"report": "RPRT", "article-magazine": "MGZN", "broadcast": "VIDEO"}  # others are web pages


def format_ris(item: dict) -> str:
    """Return the record of an item of CSL-JSON, with the line ends of the format."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _list_tags(item)) + "\r\n"


def _list_tags(item: dict) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item["type"], "ELEC")
    yield "ID", item["id"]
    for name in item["author"]:
        yield "AU", join_name(name)
    yield "TI", item["title"]
    year, *day = item["issued"]["date-parts"][0]
    yield "PY", str(year)
    if day:
        yield "DA", f"{year}/{day[0]:02}/{day[1]:02}/"
    names = {"T2": "container-title", "PB": "publisher", "M3": "genre", "SP": "page", "N1": "note"}
    names |= {"DO": "DOI", "SN": "ISBN", "LA": "language", "UR": "URL"}
    for tag, name in names.items():
        if name in item:
            yield tag, item[name]
    yield "ER", ""
