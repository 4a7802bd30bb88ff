"""Citations of entries: the citation line and the meta elements for reference managers."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.formats import date_format

from core.entries.documents import find_document_ids


@dataclass
class Citation:
    """Metadata of a citation; `published` is a date, or the year when only that is known."""

    title: str
    kind: str
    url: str
    published: date | int
    authors: list[str] = field(default_factory=list)
    publisher: str = ""  # unless it is this site
    pdf_url: str = ""

    @property
    def line(self) -> str:
        """The citation line: authors or publisher (year, day month). Title [kind]. Publisher. Site. URL"""
        site = settings.WAGTAIL_SITE_NAME
        publishers = list(dict.fromkeys(filter(None, [self.publisher, site])))
        by = ", ".join(self.authors) or publishers.pop(0)
        ends = "".join(f" {name.rstrip('.')}." for name in publishers)
        return f"{by} ({self.day}). {self.title.rstrip('.')} [{self.kind}].{ends} {self.url}"

    @property
    def day(self) -> str:
        """The date of the citation line, in the active language."""
        if isinstance(self.published, date):
            return date_format(self.published, "Y, j F", use_l10n=False)
        return str(self.published)

    @property
    def meta(self) -> list[tuple[str, str]]:
        """(name, content) of the meta elements that reference managers read."""
        day = self.published.strftime("%Y/%m/%d") if isinstance(self.published, date) else str(self.published)
        authors = self.authors or [self.publisher or settings.WAGTAIL_SITE_NAME]
        found = [("title", self.title), *(("author", name) for name in authors), ("publication_date", day)]
        return [*found, ("pdf_url", self.pdf_url)] if self.pdf_url else found


def cite(entry, documents: list[dict]) -> Citation:
    """Return the citation of `entry`; `documents`: the contexts of its documents (`document_view`)."""
    own, _within = find_document_ids(entry)
    pdf_url = documents[0]["url"] if own and documents else ""
    kind = str(entry.kind_class._meta.verbose_name)
    return Citation(
        **{
            "title": entry.title,
            "kind": kind,
            "url": entry.full_url,
            "published": entry.display_date,
            "authors": [name for _label, name, *_rest in entry.authors],
            "pdf_url": f"{settings.SITE_URL}{pdf_url}" if pdf_url.startswith("/") else pdf_url,
            **entry.get_citation(),
        }
    )
