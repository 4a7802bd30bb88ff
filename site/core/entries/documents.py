"""The documents that an entry offers, whatever its kind, with the text of their pages and an address for each page.

A page of the first document is `#p-7`, of a further one `#p-7-d12` (12: the document's number), in every language. First
is what the kind itself holds, else the document that was uploaded first: a link stays right when blocks are moved.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Case, F, ForeignKey, JSONField, Value, When
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField

from core.entries.passages import Passage, PassageKind
from media.models import PdfFacts, PdfPage, SiteDocument

DOCUMENT = ["collection_id", "title", "file", "file_size", "language"]
FACTS = [
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
PAGE = ["number", "language", "opening"]
LONG = 16_000  # characters, six to ten pages; above this the words come page by page, so that the entry stays light


@dataclass
class EntryDocument:
    """A document of an entry; `suffix` stands behind the anchors of its pages."""

    document: SiteDocument
    facts: PdfFacts | None
    suffix: str = ""
    pages: list[PdfPage] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of its words where they tell, else what the editor chose."""
        return (self.facts.language if self.facts else "") or self.document.language

    @property
    def is_long(self) -> bool:
        """Whether its entry holds only some of its pages, and the others when they are asked for."""
        return bool(self.facts and self.facts.characters > LONG)

    def anchor(self, number: int) -> str:
        """Return the anchor of a page."""
        return f"p-{number}{self.suffix}"


def find_document_ids(entry) -> tuple[list[int], list[int]]:
    """Return (documents in fields of the kind, documents in its texts and blocks), each in order; asks nothing."""
    own, within = [], []
    for part in entry._meta.get_fields():
        if isinstance(part, ForeignKey) and part.related_model is SiteDocument:
            own.append(getattr(entry, part.attname))
        elif isinstance(part, StreamField | RichTextField):
            value = getattr(entry, part.attname)
            within += [pk for model, pk, *_path in part.extract_references(value) if model is SiteDocument]
    own = [int(pk) for pk in dict.fromkeys(own) if pk]
    return own, [pk for pk in dict.fromkeys(map(int, within)) if pk not in own]


def find_documents(entry, wanted=None) -> list[EntryDocument]:
    """Return the documents of an entry in the order of the page, with the pages that have been read.

    One query for documents, facts and pages together, none where there are no documents. `wanted(first)` gets the
    number of the first document and returns the condition under which a page comes with its words; default: all do.
    """
    own, within = find_document_ids(entry)
    pks = [*own, *within]
    if not pks:
        return []
    first = own[0] if own else min(within)
    words = F("pdf_facts__pages__blocks")
    if wanted is not None:
        nothing = Value([], output_field=JSONField())
        words = Case(When(wanted(first), then=words), default=nothing, output_field=JSONField())
    names = [*DOCUMENT, *(f"pdf_facts__{name}" for name in FACTS), *(f"pdf_facts__pages__{name}" for name in PAGE)]
    rows = SiteDocument.objects.filter(pk__in=pks).order_by("pk", "pdf_facts__pages__number")
    found: dict[int, EntryDocument] = {}
    for pk, *values, blocks in rows.values_list("pk", *names, words):
        item = found.get(pk)
        if item is None:
            document = SiteDocument(pk=pk, **dict(zip(DOCUMENT, values, strict=False)))
            facts = dict(zip(FACTS, values[len(DOCUMENT) :], strict=False))
            facts = PdfFacts(document=document, **facts) if facts["state"] else None
            item = found[pk] = EntryDocument(document, facts, "" if pk == first else f"-d{pk}")
        number, language, opening = values[-len(PAGE) :]
        if number and item.facts and item.facts.has_text:
            item.pages.append(PdfPage(number=number, language=language, opening=opening, blocks=blocks or []))
    return [found[pk] for pk in pks if pk in found]


def document_passages(entry, order: int) -> Iterator[Passage]:
    """Yield a passage for each page with words of each document; `order` is that of the first."""
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
