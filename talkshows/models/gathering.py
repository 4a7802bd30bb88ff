"""A gathering outside a series: symposium, work session, werkatelier, residents' evening."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from talkshows.models.episode import EpisodePage, event_panels


class GatheringPage(EpisodePage):
    """An event without a series. Inherits from EpisodePage (multi-table), so episode queries include it."""

    class Form(models.TextChoices):
        """What kind of gathering it is."""

        SYMPOSIUM = "symposium", _("symposium")
        SESSION = "session", _("work session")
        STUDIO = "studio", _("werkatelier")
        RESIDENTS = "residents", _("residents’ evening")
        CONSULTATION = "consultation", _("neighbourhood consultation")
        MEETING = "meeting", _("meeting")

    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.SESSION)
    names_of_kind = tuple(form.label for form in Form)

    parent_page_types = ["talkshows.AgendaPage"]
    next_label = _("Make the next gathering")
    page_description = _("A meeting on a date that stands by itself: a symposium, work session or residents’ evening.")
    kind_example = _("Symposium City and Knowledge")
    usual_rank = 5
    kind, tab, cover, schema_type = "gathering", "gathering", "dossier", "Event"
    map_kind = "event"
    icon = "calendar-alt"
    edit_handler = entry_tabs([FieldPanel("form"), *event_panels()])

    class Meta:
        verbose_name = _("gathering")
        verbose_name_plural = _("gatherings")

    def get_searchable_facts(self):
        """Return the form of the gathering, then the inherited facts."""
        return [Fact.of(_("Form"), self.get_form_display()), *super().get_searchable_facts()]

    def find_series(self):
        """Return None: a gathering belongs to no series."""
        return
