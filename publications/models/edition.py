"""Editions: a paper or weekly overview with hand-picked entries."""

from django.db import models
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage
from core.models.player_policy import allow_players
from publications.printing import read_articles


class EditionPage(RoutablePageMixin, EntryPage):
    """An edition; the subpath `mail/` serves it as plain HTML for mail, `print/` with the text of all its entries."""

    class Form(models.TextChoices):
        """Type of edition."""

        PAPER = "paper", _("paper")
        WEEKLY = "weekly", _("weekly overview")

    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.WEEKLY)
    names_of_kind = tuple(form.label for form in Form)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    season = models.CharField(_("season or week"), max_length=80, blank=True, help_text=_("Such as “winter 2026”."))

    is_creatable = True
    page_description = _("A newspaper or weekly overview: a selection of pieces that appears at once.")
    review_after = None
    kind_example = _("Winter edition 2026")
    kind, tab, cover, schema_type = "edition", "edition", "publication", "Article"
    csl_type = "article-magazine"
    icon = "table"
    edit_handler = entry_tabs(
        [
            FieldRowPanel([FieldPanel("form"), FieldPanel("number"), FieldPanel("season")]),
            InlinePanel("collected", heading=_("Entries, in the order of the edition"), label=_("Entry")),
        ]
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    @path("")
    def index_route(self, request, *args, **kwargs):
        """Serve the edition as a page."""
        return EntryPage.serve(self, request, *args, **kwargs)

    def serve_preview(self, request, mode_name):
        """Serve a draft as other entries are: Wagtail's preview of a page with paths says that it is none."""
        return EntryPage.serve_preview(self, request, mode_name)

    @path("mail/", name="mail")
    def mail(self, request):
        """Serve the edition as plain HTML with absolute URLs."""
        return render(request, "publications/edition_mail.html", {"page": self, "entries": self.localized_collected})

    @path("print/", name="print")
    def print_version(self, request):
        """Serve the edition with the whole text of its entries, for paper."""
        articles = read_articles(self.localized_collected, request)
        context = {**self.get_context(request), "articles": articles, "noindex": True}
        response = render(request, "publications/edition_print.html", context)
        return allow_players(response) if any(entry.loads_players for entry, _content in articles) else response

    def get_facts(self):
        """Return form and number, then the inherited facts."""
        return [
            *self.get_searchable_facts(),
            Fact.of(_("Number"), self.number),
            *super().get_facts(),
        ]

    def get_searchable_facts(self):
        """Return the form with its season."""
        return [Fact.of(_("Form"), self.get_form_display(), self.season)]

    def get_structured_data(self):
        """Return the entries as schema.org `hasPart`."""
        return {"hasPart": [{"@type": "Article", "name": e.title, "url": e.full_url} for e in self.localized_collected]}
