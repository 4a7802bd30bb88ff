"""Offers: what education or a partner has for the city, from an internship to a room."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from knowledge.models.exchange import ExchangePage, state_panels
from knowledge.offer_data import describe_offer


class OfferPage(ExchangePage):
    """An offer: of a place by an organisation, of a course by a lecturer, of their hands by students."""

    class Form(models.TextChoices):
        """What is offered."""

        INTERNSHIP = "internship", _("internship")
        LEARNING_PLACE = "learning-place", _("learning place")
        COURSE = "course", _("course with assignment")
        THESIS = "thesis", _("thesis")
        EXPERTISE = "expertise", _("expertise")
        ROOM = "room", _("room")

    form = models.CharField(_("kind of offer"), max_length=20, choices=Form, default=Form.COURSE)
    names_of_kind = tuple(form.label for form in Form)
    offered_by = models.CharField(
        _("who offers"), max_length=200, blank=True,
        help_text=_("An organisation, a programme or such as “two students of Bestuurskunde”. Everybody can read this."),
    )  # fmt: skip
    programme = models.CharField(_("programme"), max_length=200, blank=True, help_text=_("Such as Bestuurskunde."))
    semester = models.CharField(_("semester"), max_length=60, blank=True, help_text=_("Such as autumn 2026."))
    whole_city = models.BooleanField(
        _("whole city"), default=False, help_text=_("Wherever in the city; else choose the places.")
    )
    conditions = RichTextField(
        _("conditions"), features=["bold", "italic", "ul", "ol", "link"], blank=True,
        help_text=_("What must be there: supervision, a permission, a day of the week."),
    )  # fmt: skip

    synchronized_fields = (*ExchangePage.synchronized_fields, "form", "whole_city")
    is_creatable = True
    page_description = _("What education or a partner can give: a course with students, an internship, expertise.")
    kind_example = _("Twenty students for a semester, research methods")
    review_after = None  # it ends by its own states
    kind, tab, cover = "offer", "offer", "offer"
    map_kind = "offer"
    icon = "pick"
    search_fields = [*ExchangePage.search_fields, index.SearchField("conditions"), index.FilterField("form")]
    edit_handler = entry_tabs(
        [
            state_panels(),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("form"), FieldPanel("level")]), FieldPanel("offered_by"),
                 FieldPanel("programme"), FieldPanel("help")],
                heading=_("What is offered"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                 FieldRowPanel([FieldPanel("semester"), FieldPanel("students"), FieldPanel("ec")]),
                 FieldPanel("whole_city")],
                heading=_("When, where and how much"),
            ),
        ],
        [FieldPanel("conditions")],
    )  # fmt: skip

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")

    @property
    def begins_together(self) -> bool:
        """Whether it begins on a day: all but knowledge and a room, which are there for as long as the offer lasts."""
        return self.form not in {self.Form.EXPERTISE, self.Form.ROOM}

    @property
    def owner_name(self) -> str:
        """Who offers."""
        return self.offered_by

    def get_facts(self):
        """Return state, period and size, what is offered by whom, then the inherited facts."""
        where = [Fact.of(_("Where"), _("whole city"))] if self.whole_city else []
        return [*self._shared_facts(), *self.get_searchable_facts(), *where, *super().get_facts()]

    def get_searchable_facts(self):
        """Return form, who offers, programme, level, kind of help and semester."""
        return [
            Fact.of(_("Offered"), self.get_form_display()),
            Fact.of(_("Offered by"), self.offered_by),
            Fact.of(_("Programme"), self.programme),
            Fact.of(_("Level"), self._level_text()),
            Fact.of(_("Can help with"), self.labels_of("help")),
            Fact.of(_("Semester"), self.semester),
        ]

    def get_structured_data(self):
        """Return the offer as a schema.org JobPosting, Course or Offer, what it truly is."""
        return describe_offer(self) if self.is_open else {}
