"""Citations as BibTeX."""

import re

from core.citations.names import join_name

TYPES = {"report": "techreport"}  # others are `misc`
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_CAPITALS = re.compile(r"(?<=\s)(\w*[A-ZÀ-Þ]\w*)")


def format_bibtex(item: dict) -> str:
    """Return the record of an item of CSL-JSON."""
    year, *day = item["issued"]["date-parts"][0]
    report = item["type"] == "report"
    note = item.get("note", "")
    fields = {
        "author": " and ".join(_escape_name(name) for name in item["author"]),
        "title": _CAPITALS.sub(r"{\1}", _escape(item["title"])),  # styles write lower case
        "year": str(year),
        "month": str(day[0]) if day else "",
        "day": str(day[1]) if day else "",
        "type" if report else "howpublished": _escape(item["genre"] if report else item.get("container-title", "")),
        "institution" if report else "publisher": _escape(_find_publisher(item)),
        "pages": item.get("page", ""),
        "note": _escape(note),
        "doi": item.get("DOI", ""),
        "isbn": item.get("ISBN", ""),
        "language": item["language"],
        "url": item["URL"].replace("{", "%7B").replace("}", "%7D"),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{TYPES.get(item['type'], 'misc')}{{{item['id']},\n{lines}}}\n"


def _find_publisher(item: dict) -> str:
    """Return the publisher; of a report without one its author or the site, for a technical report has an institution."""
    if item["type"] != "report":
        return item.get("publisher", "")
    return item.get("publisher") or item["author"][0].get("literal") or item.get("container-title", "")


def _escape(text: str) -> str:
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def _escape_name(name: dict) -> str:
    text = _escape(join_name(name))
    return f"{{{text}}}" if "literal" in name else text
