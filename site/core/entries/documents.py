"""The documents of an entry of any kind, with the text and the anchors of their pages.

The anchor of page 7 is `#p-7` in the first document and `#p-7-d12` in another one with id 12, in every language. The
first is the one in a field of the kind, else the one with the lowest id, so anchors do not change when blocks move.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Case, F, ForeignKey, JSONField, Value, When
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField

from core.entries.passages import Passage, PassageKind
from media.models import PdfFacts, PdfPage, SiteDocument

DOCUMENT_FIELDS = ["collection_id", "title", "file", "file_size", "language", "maker"]
FACTS_FIELDS = [
    "state",
    "page_count",
    "bare_pages",
    "characters",
    "language",
    "tagged",
    "picture",
    "picture_width",
    "picture_height",
]
PAGE_FIELDS = ["number", "language", "opening"]
LONG_DOCUMENT = 16_000  # characters; the text of a longer document is rendered page by page


@dataclass
class EntryDocument:
    """A document of an entry; `suffix` is the end of the anchors of its pages."""

    document: SiteDocument
    facts: PdfFacts | None
    suffix: str = ""
    pages: list[PdfPage] = field(default_factory=list)

    @property
    def language(self) -> str:
        """Language of the text, else the language that the editor chose."""
        return (self.facts.language if self.facts else "") or self.document.language

    @property
    def is_long(self) -> bool:
        """Whether the text of its pages is rendered on request."""
        return bool(self.facts and self.facts.characters > LONG_DOCUMENT)

    def anchor(self, number: int) -> str:
        """Return the anchor of a page."""
        return f"p-{number}{self.suffix}"


def find_document_ids(entry) -> tuple[list[int], list[int]]:
    """Return the ids of (documents in fields of the kind, documents in blocks and rich text), in order; no query."""
    own, within = [], []
    for part in entry._meta.get_fields():
        if isinstance(part, ForeignKey) and part.related_model is SiteDocument:
            own.append(getattr(entry, part.attname))
        elif isinstance(part, StreamField | RichTextField):
            value = getattr(entry, part.attname)
            within += [pk for model, pk, *_path in part.extract_references(value) if model is SiteDocument]
    own = [int(pk) for pk in dict.fromkeys(own) if pk]
    return own, [pk for pk in dict.fromkeys(map(int, within)) if pk not in own]


def find_documents(entry, has_text=None) -> list[EntryDocument]:
    """Return the documents of an entry in the order of the page, with the pages whose text was extracted.

    One query; none for an entry without documents. `has_text(first)` gets the id of the first document and returns the
    condition for pages that are fetched with their text; by default all are.
    """
    own, within = find_document_ids(entry)
    pks = [*own, *within]
    if not pks:
        return []
    first = own[0] if own else min(within)
    blocks_field = F("pdf_facts__pages__blocks")
    if has_text is not None:
        nothing = Value([], output_field=JSONField())
        blocks_field = Case(When(has_text(first), then=blocks_field), default=nothing, output_field=JSONField())
    names = [
        *DOCUMENT_FIELDS,
        *(f"pdf_facts__{name}" for name in FACTS_FIELDS),
        *(f"pdf_facts__pages__{name}" for name in PAGE_FIELDS),
    ]
    rows = SiteDocument.objects.filter(pk__in=pks).order_by("pk", "pdf_facts__pages__number")
    found: dict[int, EntryDocument] = {}
    for pk, *values, blocks in rows.values_list("pk", *names, blocks_field):
        item = found.get(pk)
        if item is None:
            document = SiteDocument(pk=pk, **dict(zip(DOCUMENT_FIELDS, values, strict=False)))
            facts = dict(zip(FACTS_FIELDS, values[len(DOCUMENT_FIELDS) :], strict=False))
            facts = PdfFacts(document=document, **facts) if facts["state"] else None
            item = found[pk] = EntryDocument(document, facts, "" if pk == first else f"-d{pk}")
        number, language, opening = values[-len(PAGE_FIELDS) :]
        if number and item.facts and item.facts.has_text:
            item.pages.append(PdfPage(number=number, language=language, opening=opening, blocks=blocks or []))
    return [found[pk] for pk in pks if pk in found]


def document_passages(entry, order: int) -> Iterator[Passage]:
    """Yield a passage for each page with text of each document; `order` is that of the first passage."""
    documents = find_documents(entry)
    several = sum(1 for item in documents if item.pages) > 1
    for item in documents:
        with translation.override(item.language):
            for page in item.pages:
                if page.blocks:
                    heading = _("Page %(number)d") % {"number": page.number}
                    heading = f"{heading} · {item.document.title}" if several else heading
                    anchor = item.anchor(page.number)
                    yield Passage(
                        heading, page.text, anchor, page.language or item.language, order, PassageKind.PDF_PAGE,
                        ((0, anchor),) if item.is_long else (),
                    )  # fmt: skip
                    order += 1
