"""The agenda: everything with a date, what comes first, then what was."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.listing import PER_PAGE, clean_number
from core.visibility import CheaplyRestricted
from talkshows.models.episode import EpisodePage

COMING = 24  # more than anybody plans; what has no date yet comes last


class AgendaPage(CheaplyRestricted, Page):
    """The site's agenda; gatherings lie below it, episodes of a series appear in it."""

    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["core.HomePage"]
    subpage_types = ["talkshows.GatheringPage"]
    template = "talkshows/agenda_page.html"

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")

    def get_context(self, request, *args, **kwargs):
        """Add what comes (the nearest) and what was (a page of it)."""
        context = super().get_context(request, *args, **kwargs)
        was = find_past(self.locale_id)
        count = was.count()
        pages = max(1, -(-count // PER_PAGE))
        number = clean_number(request.GET.get("page", "1"), 1, pages, 1)
        context.update(
            coming=list(find_coming(self.locale_id)[:COMING]) if number == 1 else [],
            past=list(was[(number - 1) * PER_PAGE : number * PER_PAGE]),
            pages=pages,
            number=number,
        )
        return context


def find_events(locale_id: int):
    """Return the public events of a language, without their texts."""
    return EpisodePage.objects.readable().filter(locale_id=locale_id).for_cards()


def find_coming(locale_id: int):
    """Return what is still to come or going on, the nearest first, then what has no date yet."""
    coming = (
        Q(start__isnull=True, recording_url="", recording_file=None)
        | Q(end__gt=timezone.now())
        | Q(start__gt=timezone.now())
    )
    return find_events(locale_id).filter(coming).order_by(models.F("start").asc(nulls_last=True), "number", "pk")


def find_past(locale_id: int):
    """Return what was, the last first."""
    over = Q(end__lte=timezone.now()) | Q(end__isnull=True, start__lte=timezone.now())
    over |= Q(start__isnull=True) & ~Q(recording_url="", recording_file=None)
    return find_events(locale_id).filter(over).order_by(models.F("start").desc(nulls_last=True), "-pk")
