"""Coalitions and the phases of their life."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage, TranslatableChild

FEATURES = ["h3", "bold", "italic", "ul", "ol", "link"]


class CoalitionPage(EntryPage):
    """A coalition; its agreements, dossiers and cases are related entries."""

    what_it_does = RichTextField(
        _("what it does"), features=FEATURES, blank=True, help_text=_("What do the partners do together, and why?")
    )
    founded = models.DateField(_("together since"), null=True, blank=True)
    programme = models.CharField(
        _("national programme"), max_length=200, blank=True, help_text=_("Such as City Deal Kennis Maken.")
    )
    programme_url = models.URLField(_("address of the programme"), blank=True)
    website = models.URLField(_("own website"), blank=True)

    is_creatable = True
    page_description = _("A group of partners that works together for years, with its phases and activities.")
    kind_example = _("City Deal The Hague")
    kind, tab, cover, schema_type = "coalition", "coalition", "agreement", "Article"
    icon = "group"
    search_fields = [*EntryPage.search_fields, index.SearchField("what_it_does")]
    edit_handler = entry_tabs(
        [
            FieldPanel("what_it_does"),
            InlinePanel("phases", heading=_("Phases, the first one first"), label=_("Phase")),
        ],
        [
            MultiFieldPanel(
                [FieldPanel("founded"), FieldRowPanel([FieldPanel("programme"), FieldPanel("programme_url")]),
                 FieldPanel("website")],
                heading=_("Where it belongs"),
            ),
        ],
    )  # fmt: skip

    class Meta:
        verbose_name = _("coalition")
        verbose_name_plural = _("coalitions")

    def get_facts(self):
        """Return start, programme and website, then the inherited facts."""
        website = [Fact.link(self.website.split("//", 1)[-1].rstrip("/"), self.website)]
        return [
            Fact.of(_("Together since"), self.founded and self.founded.year),
            *self.get_searchable_facts(),
            Fact(_("Website"), website if self.website else []),
            *super().get_facts(),
        ]

    def get_searchable_facts(self):
        """Return the programme."""
        programme = [Fact.link(self.programme or self.programme_url, self.programme_url)]
        return [Fact(_("Part of"), programme if self.programme or self.programme_url else [])]

    def get_structured_data(self):
        """Return the coalition as a schema.org Organization with its members."""
        members = [
            {"@type": "Organization", "name": partner.name} for _label, partner, _role in self.localized_partners
        ]
        return {"mainEntity": {"@type": "Organization", "name": self.title, "member": members}}


class CoalitionPhase(TranslatableChild):
    """A phase in the life of a coalition."""

    page = ParentalKey(CoalitionPage, related_name="phases", on_delete=models.CASCADE)
    title = models.CharField(_("phase"), max_length=200)
    period = models.CharField(_("when"), max_length=80, blank=True, help_text=_("Such as “July 2020” or “2026–2028”."))
    text = RichTextField(_("what happened"), features=["bold", "ul", "ol", "link"], blank=True)
    current = models.BooleanField(_("we are here now"), default=False)

    panels = [FieldRowPanel([FieldPanel("title"), FieldPanel("period")]), FieldPanel("text"), FieldPanel("current")]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")

    def __str__(self) -> str:
        return self.title
