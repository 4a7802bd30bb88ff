"""Articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage


class ArticlePage(EntryPage):
    """An article of the editorial board or a partner."""

    class Label(models.TextChoices):
        """Type of article."""

        RESEARCH = "research", _("research")
        ANALYSIS = "analysis", _("analysis")
        OPINION = "opinion", _("opinion")
        UPDATE = "update", _("update")
        REPORTAGE = "reportage", _("reportage")
        ESSAY = "essay", _("essay")

    label = models.CharField(_("type of article"), max_length=20, choices=Label, default=Label.UPDATE)
    first_published_in = models.CharField(
        _("first published in"), max_length=200, blank=True, help_text=_("Paper or site, when it appeared elsewhere.")
    )
    first_published_url = models.URLField(_("address there"), blank=True)

    is_creatable = True
    page_description = _("A story, opinion or explanation that stands by itself, with its writer’s name.")
    review_after = None
    kind_example = _("Why builder and housing corporation need each other")
    usual_rank = 3
    expects_author = True
    kind, tab, cover, schema_type = "article", "article", "publication", "Article"
    csl_type = "article-magazine"
    icon = "pilcrow"
    search_fields = [*EntryPage.search_fields, index.FilterField("label")]
    edit_handler = entry_tabs(
        [FieldPanel("label")],
        [
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("first_published_in"), FieldPanel("first_published_url")])],
                heading=_("Published elsewhere before?"),
                classname="collapsed",
            )
        ],
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def get_facts(self):
        """Return type and first publication, then the inherited facts."""
        return [*self.get_searchable_facts(), *super().get_facts()]

    def get_searchable_facts(self):
        """Return the type and the first publication."""
        elsewhere = [Fact.link(self.first_published_in, self.first_published_url)] if self.first_published_in else []
        return [
            Fact.of(_("Type"), self.get_label_display()),
            Fact(_("First published in"), elsewhere),
        ]

    def get_structured_data(self):
        """Return the type as schema.org `articleSection`."""
        return {"articleSection": str(self.get_label_display())}
