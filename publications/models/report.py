"""Reports, own or by others."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage
from directory.identifiers import load_schemes


def validate_isbn(value: str) -> None:
    """Raise ValidationError unless `value` is an ISBN with a valid check digit."""
    if not load_schemes().is_isbn(value):
        raise ValidationError(_("This is not a valid ISBN. Check the digits on the back of the book."))


def validate_doi(value: str) -> None:
    """Raise ValidationError unless `value` is a DOI, as a name or as a URL."""
    if not load_schemes().is_doi(value):
        raise ValidationError(_("This is not a valid DOI. It looks like 10.1234/abcd."))


class ReportPage(EntryPage):
    """A report with its summary; the PDF is optional, as reports by others may be hosted elsewhere."""

    summary = RichTextField(_("summary"), features=["bold", "italic", "ul", "ol", "link"], blank=True)
    pdf = models.ForeignKey(
        "media.SiteDocument", verbose_name="PDF", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text=_("Leave empty for a report of others that you may not republish."),
    )  # fmt: skip
    external_url = models.URLField(
        _("address elsewhere"), blank=True, help_text=_("Where the report can be read at its publisher.")
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    year = models.PositiveIntegerField(
        _("year of publication"), null=True, blank=True, validators=[MinValueValidator(1800), MaxValueValidator(2100)]
    )
    isbn = models.CharField("ISBN", max_length=20, blank=True, validators=[validate_isbn])
    doi = models.CharField("DOI", max_length=120, blank=True, validators=[validate_doi])

    override_translatable_fields = [SynchronizedField("isbn"), SynchronizedField("doi")]  # identifiers have no language
    is_creatable = True
    page_description = _("A report, book or study as a PDF, with a summary that can be read on the page.")
    kind_example = _("Room for living, by TU Delft")
    expects_author = True
    kind, tab, cover, schema_type = "report", "publication", "publication", "Report"
    csl_type = "report"
    icon = "doc-full-inverse"
    fault_condition = models.Q(summary__in=["", "<p></p>"])
    search_fields = [*EntryPage.search_fields, index.SearchField("summary")]
    edit_handler = entry_tabs(
        [
            FieldPanel(
                "summary",
                help_text=_(
                    "What stands in the report, in a few paragraphs: for who cannot read the PDF, and for search."
                ),
            ),
            MultiFieldPanel([FieldPanel("pdf"), FieldPanel("external_url")], heading=_("The report itself")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("publisher"), FieldPanel("year")]),
                    FieldRowPanel(
                        [
                            FieldPanel(
                                "isbn",
                                help_text=_(
                                    "The number on the back of a book, such as 978-90-8686-000-5. Empty if there is none."
                                ),
                            ),
                            FieldPanel(
                                "doi",
                                help_text=_(
                                    "The lasting address of a publication, such as 10.1000/182. Empty if there is none."
                                ),
                            ),
                        ]
                    ),
                ],
                heading=_("How it was published"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def get_faults(self):
        """Return a message when the summary is missing."""
        if strip_tags(self.summary).strip():
            return []
        return [
            _("This report has no summary. Tell in a few sentences what stands in it: not everybody can read the PDF.")
        ]

    @property
    def doi_url(self) -> str:
        """URL of the DOI, or an empty string."""
        return f"https://doi.org/{load_schemes().normalize_doi(self.doi)}" if self.doi else ""

    def get_facts(self):
        """Return publisher, year and identifiers, then the inherited facts."""
        publisher, *identifiers = self.get_searchable_facts()
        return [publisher, Fact.of(_("Year"), self.year), *identifiers, *super().get_facts()]

    def get_searchable_facts(self):
        """Return publisher and identifiers."""
        return [
            Fact.of(_("Publisher"), self.publisher),
            Fact.of("ISBN", self.isbn),
            Fact("DOI", [Fact.link(self.doi, self.doi_url)] if self.doi else []),
        ]

    def get_citation(self):
        """Return publisher, year and identifiers."""
        return {
            "publisher": self.publisher,
            "doi": load_schemes().normalize_doi(self.doi) if self.doi else "",
            "isbn": self.isbn,
            **({"published": self.year} if self.year else {}),
        }

    def get_structured_data(self):
        """Return publisher, year and identifiers as schema.org properties."""
        return {
            "isbn": self.isbn,
            "sameAs": self.doi_url or self.external_url,
            **({"datePublished": str(self.year)} if self.year else {}),
            **({"publisher": {"@type": "Organization", "name": self.publisher}} if self.publisher else {}),
        }
