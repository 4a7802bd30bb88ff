"""Dossiers: a process from question to outcome, with its sessions, versions of the question and collected entries."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.entries.relations import read_entries, with_related
from core.models import EntryPage, TranslatableChild
from knowledge.timeline import build_timeline

FEATURES = ["bold", "italic", "ul", "ol", "link"]


class DossierPage(EntryPage):
    """A process that is followed from its first question to its outcome."""

    class State(models.TextChoices):
        """Progress of a process."""

        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        STOPPED = "stopped", _("stopped before the end")

    programme = models.CharField(
        _("programme"),
        max_length=200,
        blank=True,
        help_text=_("Such as Innovatiechallenge Leefbare buurten en wijken."),
    )
    team = models.CharField(_("team"), max_length=200, blank=True, help_text=_("Such as “Team 3”."))
    period = models.CharField(_("period"), max_length=80, blank=True, help_text=_("Such as “2018–2019”."))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.RUNNING)
    outcome = RichTextField(
        _("outcome"), features=FEATURES, blank=True, help_text=_("What did the process bring in the end?")
    )
    outcome_title = models.CharField(_("outcome in one line"), max_length=200, blank=True)
    demand = models.ForeignKey(
        "knowledge.DemandPage", verbose_name=_("question from the city"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("The question that changed in this process; its page leads to the versions here."),
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("demand")]
    is_creatable = True
    page_description = _(
        "Everything about one question over several sessions, in order: minutes, interviews and files."
    )
    kind_example = _("Innovation challenge, team 3")
    kind, tab, cover, schema_type = "dossier", "dossier", "dossier", "Article"
    icon = "folder-open-inverse"
    search_fields = [*EntryPage.search_fields, index.SearchField("outcome"), index.SearchField("programme")]
    edit_handler = entry_tabs(
        [
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("programme"), FieldPanel("team")]),
                 FieldRowPanel([FieldPanel("period"), FieldPanel("state")])],
                heading=_("Which process"),
            ),
            InlinePanel("sessions", heading=_("Sessions, the first one first"), label=_("Session")),
            PageChooserPanel("demand", "knowledge.DemandPage"),
            InlinePanel("versions", heading=_("The question through time"), label=_("Version of the question")),
            MultiFieldPanel([FieldPanel("outcome_title"), FieldPanel("outcome")], heading=_("Where it ended")),
        ],
        [InlinePanel("collected", heading=_("Pieces, in reading order"), label=_("Piece"))],
    )  # fmt: skip

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")

    @property
    def is_running(self) -> bool:
        """Whether the process is still running."""
        return self.state == self.State.RUNNING

    def get_facts(self):
        """Return programme, team, state and the question from the city, then the inherited facts."""
        asked = read_entries([self], "demand", self.locale_id).values()
        return [
            *self.get_searchable_facts(),
            Fact.of(_("State"), self.get_state_display()),
            Fact(_("Question"), [Fact.link(card.title, card.url, card.state_label, card.language) for card in asked]),
            *super().get_facts(),
        ]

    def get_searchable_facts(self):
        """Return programme and team."""
        return [Fact.of(_("Programme"), self.programme, self.period), Fact.of(_("Team"), self.team)]

    @property
    def sessions_with_minutes(self):
        """Sessions with their minutes; one query, or none for unsaved rows of a preview."""
        return with_related(self, "sessions", "minutes")

    @property
    def timeline(self) -> list:
        """TimelineStops from the first question to the outcome."""
        return build_timeline(self)


class DossierSession(TranslatableChild):
    """A session of a process."""

    page = ParentalKey(DossierPage, related_name="sessions", on_delete=models.CASCADE)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=200)
    date = models.DateField(_("date"), null=True, blank=True)
    when = models.CharField(
        _("or when, in words"),
        max_length=80,
        blank=True,
        help_text=_("When the day is not known, such as “closing afternoon”."),
    )
    summary = RichTextField(_("what happened"), features=["bold", "ul", "ol", "link"], blank=True)
    minutes = models.ForeignKey(
        "core.EntryPage", verbose_name=_("minutes"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("The entry with the minutes of this session."),
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("minutes")]
    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("date"), FieldPanel("when")]),
        FieldPanel("title"),
        FieldPanel("summary"),
        PageChooserPanel("minutes", "core.EntryPage"),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    def __str__(self) -> str:
        return self.title


class QuestionVersion(TranslatableChild):
    """The text of the question after a session."""

    page = ParentalKey(DossierPage, related_name="versions", on_delete=models.CASCADE)
    label = models.CharField(_("label"), max_length=120, blank=True, help_text=_("Such as “after the feedback”."))
    text = models.TextField(_("the question"), max_length=800)
    session = models.PositiveSmallIntegerField(
        _("came out of session number"),
        null=True,
        blank=True,
        help_text=_("If you choose none, it came out of the question at the start."),
    )
    reason = models.CharField(_("why it changed"), max_length=300, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("session"), FieldPanel("label")]),
        FieldPanel("text"),
        FieldPanel("reason"),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("version of the question")
        verbose_name_plural = _("versions of the question")

    def __str__(self) -> str:
        return self.text[:60]

    def clean(self):
        """Validate that the dossier has the session of this version."""
        super().clean()
        if self.session is None or self.page_id is None:
            return
        numbers = {row.number for row in self.page.sessions.all()}
        if self.session not in numbers:
            raise ValidationError({"session": _("There is no session with this number in the dossier.")})
