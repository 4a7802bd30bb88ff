"""Questions that the city brings to education."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage
from knowledge.models.choice_list import ChoiceListField
from knowledge.models.exchange import ExchangePage, State, state_panels

FEATURES = ["bold", "italic", "ul", "ol", "link"]


class DemandPage(ExchangePage):
    """A question from the city: of an organisation, or of the residents of a street or quarter."""

    class Provision(models.TextChoices):
        """What there is for who takes the question up."""

        SUPERVISION = "supervision", _("supervision")
        ROOM = "room", _("room")
        BUDGET = "budget", _("budget")
        DATA = "data", _("data")

    question = models.TextField(_("question"), max_length=400, help_text=_("One question, in plain words."))
    why = RichTextField(
        _("why"), features=FEATURES, blank=True, help_text=_("What happens now, and what would an answer change?")
    )
    asked_by = models.CharField(
        _("who asks"), max_length=200, blank=True,
        help_text=_("An organisation, or such as “residents of the Lozerlaan”. Everybody can read this."),
    )  # fmt: skip
    hours = models.PositiveSmallIntegerField(
        _("hours"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5000)],
        help_text=_("All hours of one student together; an estimate is fine."),
    )  # fmt: skip
    provides = ChoiceListField(_("what there is"), values=Provision)
    provides_note = models.CharField(
        _("about what there is"), max_length=300, blank=True, help_text=_("Such as “a caretaker who goes along”.")
    )
    answer = models.CharField(
        _("answer in one line"),
        max_length=300,
        blank=True,
        help_text=_("What came of it, for who asks the same later."),
    )
    answered_in = models.ForeignKey(
        "core.EntryPage", verbose_name=_("read the answer in"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("The city lab or another entry with the result."),
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("answered_in")]
    synchronized_fields = (*ExchangePage.synchronized_fields, "hours", "provides", "answered_in_id")
    is_creatable = True
    page_description = _(
        "A question that somebody in the city brings to education, for a course or students to take up."
    )
    kind_example = _("What keeps neighbours from using the courtyard?")
    review_after = None  # it ends by its own states
    kind, tab, cover = "demand", "demand", "demand"
    map_kind = "demand"
    icon = "help"
    search_fields = [*ExchangePage.search_fields, index.SearchField("question"), index.SearchField("why")]
    edit_handler = entry_tabs(
        [
            state_panels(),
            MultiFieldPanel(
                [FieldPanel("question"), FieldPanel("why"), FieldPanel("asked_by")], heading=_("The question")
            ),
            MultiFieldPanel(
                [FieldPanel("help"), FieldRowPanel([FieldPanel("level"), FieldPanel("students")])],
                heading=_("What is asked"),
            ),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                 FieldRowPanel([FieldPanel("hours"), FieldPanel("ec")])],
                heading=_("When, and how much"),
            ),
            MultiFieldPanel([FieldPanel("provides"), FieldPanel("provides_note")], heading=_("What there is")),
        ],
        [
            MultiFieldPanel(
                [FieldPanel("answer"), PageChooserPanel("answered_in", "core.EntryPage")], heading=_("The answer")
            ),
        ],
    )  # fmt: skip

    class Meta:
        verbose_name = _("question from the city")
        verbose_name_plural = _("questions from the city")

    @property
    def owner_name(self) -> str:
        """Who asks."""
        return self.asked_by

    @property
    def answer_entry(self):
        """The public entry with the answer, in this language if there is one, or None."""
        if not self.answered_in_id:
            return None
        key = EntryPage.objects.filter(pk=self.answered_in_id).values("translation_key")[:1]
        found = EntryPage.objects.readable().filter(translation_key=key).without_text()
        return min(found, key=lambda entry: entry.locale_id != self.locale_id, default=None)

    def get_facts(self):
        """Return state, period and size, what is asked and what there is, then the inherited facts."""
        return [*self._shared_facts(), *self.get_searchable_facts(), *super().get_facts()]

    def get_searchable_facts(self):
        """Return what is asked, for whom, and what there is; who asks stands in the text."""
        return [
            Fact.of(_("Asked for"), self.labels_of("help")),
            Fact.of(_("Level"), self._level_text()),
            Fact.of(_("Hours"), self.hours),
            Fact.of(_("There is"), self.labels_of("provides") or self.provides_note,
                    self.provides_note if self.labels_of("provides") else ""),
        ]  # fmt: skip

    def get_structured_data(self):
        """Return the question as a schema.org Demand while it is open."""
        if self.current_state != State.OPEN:
            return {}
        demand = {
            "@type": "Demand",
            "name": self.title,
            "description": self.question,
            "areaServed": [place.name for place in self.localized_places],
            "availabilityStarts": self.start and self.start.isoformat(),
            "availabilityEnds": self.end and self.end.isoformat(),
            "validThrough": self.open_until and self.open_until.isoformat(),
        }
        return {"mainEntity": {name: value for name, value in demand.items() if value}}
