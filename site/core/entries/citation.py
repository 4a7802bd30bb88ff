"""How an entry is cited: the line under it, and the names by which reference managers read it."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.formats import date_format

from core.entries.documents import find_document_ids


@dataclass
class Citation:
    """Authors as written, title, kind and address; `published` is the whole day or, where no more is known, the year."""

    title: str
    kind: str
    url: str
    published: date | int
    authors: list[str] = field(default_factory=list)
    publisher: str = ""  # where that is not this site
    pdf_url: str = ""

    @property
    def line(self) -> str:
        """Return the line: authors or organisation (year, day month). Title [kind]. Publisher. Site. Address"""
        site = settings.WAGTAIL_SITE_NAME
        publishers = list(dict.fromkeys(filter(None, [self.publisher, site])))
        by = ", ".join(self.authors) or publishers.pop(0)
        ends = "".join(f" {name.rstrip('.')}." for name in publishers)
        return f"{by} ({self.day}). {self.title.rstrip('.')} [{self.kind}].{ends} {self.url}"

    @property
    def day(self) -> str:
        """Return the date as it stands in the line, in the active language."""
        if isinstance(self.published, date):
            return date_format(self.published, "Y, j F", use_l10n=False)
        return str(self.published)

    @property
    def meta(self) -> list[tuple[str, str]]:
        """Return (name, content) of the meta elements that reference managers read."""
        day = self.published.strftime("%Y/%m/%d") if isinstance(self.published, date) else str(self.published)
        authors = self.authors or [self.publisher or settings.WAGTAIL_SITE_NAME]
        found = [("title", self.title), *(("author", name) for name in authors), ("publication_date", day)]
        return [*found, ("pdf_url", self.pdf_url)] if self.pdf_url else found


def cite(entry, documents: list[dict]) -> Citation:
    """Return how `entry` is cited; `documents` are those of its page: the entry's own PDF is the text itself."""
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
