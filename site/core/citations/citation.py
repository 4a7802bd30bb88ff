"""What is cited of an entry: its metadata, and the page of a document or the moment of a recording."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.citations.apa import format_apa
from core.citations.names import split_name
from core.entries.documents import find_document_ids


@dataclass(frozen=True)
class Citation:
    """Metadata of a citation; `published` is a date, or the year when only that is known.

    `type` is a type of CSL 1.0.2. `page` (number of a page of a document) and `moment` (“1:35”) belong to `url`. `remark`: what
    who cites it must know, such as that it is an example.
    """

    title: str
    kind: str
    url: str
    published: date | int
    language: str = "nl"
    type: str = "webpage"
    authors: list[str] = field(default_factory=list)
    publisher: str = ""  # unless it is this site
    pdf_url: str = ""
    doi: str = ""
    isbn: str = ""
    page: str = ""
    moment: str = ""
    remark: str = ""

    @property
    def csl(self) -> dict:
        """The citation as an item of CSL-JSON."""
        return make_csl(self, settings.WAGTAIL_SITE_NAME)

    @property
    def line(self) -> str:
        """The citation line in APA style, in the language of the entry."""
        return format_apa(self.csl, self.language)

    @property
    def meta(self) -> list[tuple[str, str]]:
        """(name, content) of the meta elements that reference managers read."""
        day = self.published.strftime("%Y/%m/%d") if isinstance(self.published, date) else str(self.published)
        authors = self.authors or [self.publisher or settings.WAGTAIL_SITE_NAME]
        found = [("title", self.title), *(("author", name) for name in authors), ("publication_date", day)]
        return [*found, ("pdf_url", self.pdf_url)] if self.pdf_url else found

    def at(self, place: "CitedPlace | None") -> "Citation":
        """Return the citation of a place in the entry; of the whole entry without one."""
        if place is None:
            return self
        return replace(self, url=f"{self.url}{place.suffix}", page=place.page, moment=place.moment)


@dataclass(frozen=True)
class CitedPlace:
    """A page of a document or a moment of a recording; `query` and `anchor` lead to it: `t=95`, `t-95`."""

    query: str
    anchor: str
    page: str = ""
    moment: str = ""

    @property
    def suffix(self) -> str:
        """What follows the address of the entry."""
        return f"?{self.query}#{self.anchor}"


def cite(entry, documents: list[dict] | None = None) -> Citation:
    """Return the citation of `entry`; `documents`: the contexts of its documents (`document_view`), for the PDF's address."""
    pdf_url = documents[0]["url"] if documents and find_document_ids(entry)[0] else ""
    return Citation(
        **{
            "title": entry.title,
            "kind": str(entry.kind_class._meta.verbose_name),
            "url": entry.full_url,
            "published": entry.display_date,
            "language": entry.language,
            "type": entry.csl_type,
            "authors": [name for _label, name, *_rest in entry.authors],
            "pdf_url": f"{settings.SITE_URL}{pdf_url}" if pdf_url.startswith("/") else pdf_url,
            "remark": describe_example(entry),
            **entry.get_citation(),
        }
    )


def describe_example(entry) -> str:
    """Return, in the language of the entry, that it is made up; "" for what is not. The board's own words stay on its page."""
    if not entry.example_note:
        return ""
    with translation.override(entry.language):
        return _("Example: made up, wholly or in part.")


def make_csl(citation: Citation, site_name: str) -> dict[str, Any]:
    """Return the item of a citation.

    Without authors the publisher, else the site, is the author; neither is then named again.
    """
    by = [split_name(name) for name in citation.authors]
    publishers = list(dict.fromkeys(filter(None, [citation.publisher, site_name])))
    if not by:
        by = [{"literal": publishers.pop(0)}]
    day = citation.published
    item = {
        "id": make_key(citation),
        "type": citation.type,
        "title": citation.title,
        "author": by,
        "issued": {"date-parts": [[day.year, day.month, day.day] if isinstance(day, date) else [day]]},
        **_find_places_of_publication(citation, publishers, site_name),
        "genre": citation.kind,
        "language": citation.language,
        "page": citation.page,
        "note": "; ".join(filter(None, [citation.moment, citation.remark])),
        "DOI": citation.doi,
        "ISBN": citation.isbn,
        "URL": citation.url,
    }
    return {name: value for name, value in item.items() if value}


def _find_places_of_publication(citation: Citation, publishers: list[str], site_name: str) -> dict[str, str]:
    """Return publisher and container; what is part of nothing, as a report, has no container."""
    if citation.type == "report":
        return {"publisher": next(iter(publishers), "")}
    own = {"publisher": citation.publisher} if citation.publisher in publishers else {}
    return own | ({"container-title": site_name} if site_name in publishers else {})


def make_key(citation: Citation) -> str:
    """Return the key of a citation: the last part of its path, with the language and the place."""
    path, _mark, rest = citation.url.partition("?")
    slug = re.sub(r"[^a-z0-9-]", "", path.rstrip("/").rsplit("/", 1)[-1].lower()) or "entry"
    place = re.sub(r"[^a-z0-9]", "", rest.split("#")[0])
    return "-".join(filter(None, [slug, citation.language, place]))
