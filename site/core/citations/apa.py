"""The citation line in APA style (7th edition), made by citeproc."""

import json
from functools import lru_cache
from pathlib import Path

STYLE = Path(__file__).parent / "styles" / "apa.csl"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}


def format_apa(item: dict, language: str) -> str:
    """Return the entry of a reference list for an item of CSL-JSON, as plain text."""
    return _format(json.dumps(item, sort_keys=True), LOCALES.get(language, "en-GB"))


@lru_cache(maxsize=2048)
def _format(item: str, locale: str) -> str:
    """Return the line of an item; remembered, for citeproc takes 10 ms."""
    from citeproc import (  # noqa: PLC0415 -- 0.1 s that a process which shows no entry does not need
        Citation,
        CitationItem,
        CitationStylesBibliography,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON  # noqa: PLC0415 -- with citeproc

    data = json.loads(item)
    bibliography = CitationStylesBibliography(_read_style(locale), CiteProcJSON([data]), formatter.plain)
    bibliography.register(Citation([CitationItem(data["id"])]))
    return " ".join(str(bibliography.bibliography()[0]).split())


@lru_cache
def _read_style(locale: str):
    from citeproc import CitationStylesStyle  # noqa: PLC0415 -- with citeproc

    return CitationStylesStyle(str(STYLE), locale=locale, validate=False)
