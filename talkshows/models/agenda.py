"""The agenda page: upcoming events, then past events."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.admin.edit_grants import EditableByGrant
from core.admin.page_form import PageForm
from core.models.querysets import FastViewRestrictionsMixin
from talkshows.events.listing import AgendaListing


class AgendaPage(EditableByGrant, FastViewRestrictionsMixin, Page):
    """Lists all events of the language; the parent page of gatherings."""

    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    base_form_class = PageForm
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["core.HomePage"]
    subpage_types = ["talkshows.GatheringPage"]
    template = "talkshows/agenda_page.html"

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request, *args, **kwargs):
        """Add the event listing, filtered by the request's query string."""
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = AgendaListing(request, self.locale_id)
        return context
