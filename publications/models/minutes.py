"""Minutes of a session, with decisions and actions."""

from django.db import models
from django.utils import formats
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage, TranslatableChild


class MinutesPage(EntryPage):
    """Minutes of a session of a dossier, optionally with a PDF."""

    dossier = models.ForeignKey(
        "core.EntryPage", verbose_name=_("dossier"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    session_number = models.PositiveSmallIntegerField(_("session number"), null=True, blank=True)
    session_date = models.DateField(_("day of the session"), null=True, blank=True)
    session_name = models.CharField(_("session"), max_length=200, blank=True, help_text=_("Such as Werkatelier."))
    present = models.TextField(
        _("present"), max_length=2000, blank=True,
        help_text=_("One per line: name or role, and organisation. Only names of people who agree."),
    )  # fmt: skip
    absent = models.CharField(_("absent"), max_length=300, blank=True)
    pdf = models.ForeignKey(
        "media.SiteDocument", verbose_name=_("minutes as PDF"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("dossier"), SynchronizedField("pdf")]
    is_creatable = True
    page_description = _("What was said and decided at one session, such as a werkatelier or a meeting.")
    review_after = None
    kind_example = _("Minutes of werkatelier 1, 27 September 2018")
    usual_rank = 2
    next_label = _("Make the next minutes")
    kind, tab, cover, schema_type = "minutes", "minutes", "minutes", "Report"
    csl_type = "report"
    icon = "clipboard-list"
    search_fields = [*EntryPage.search_fields, index.SearchField("present"), index.FilterField("session_date")]
    edit_handler = entry_tabs(
        [
            PageChooserPanel(
                "dossier",
                "knowledge.DossierPage",
                help_text=_("The dossier that this session belongs to; the minutes then stand in its timeline."),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [FieldPanel("session_name"), FieldPanel("session_number"), FieldPanel("session_date")]
                    ),
                    FieldPanel("present"),
                    FieldPanel("absent"),
                ],
                heading=_("The session"),
            ),
            InlinePanel("decisions", heading=_("Decisions"), label=_("Decision")),
            InlinePanel("actions", heading=_("Actions"), label=_("Action")),
        ],
        [FieldPanel("pdf")],
    )

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = pgettext_lazy("several", "minutes")

    @property
    def attendees(self) -> list[str]:
        """Lines of the `present` field."""
        return [line.strip() for line in self.present.splitlines() if line.strip()]

    @property
    def action_rows(self) -> list[dict]:
        """Rows (dicts) of the action table."""
        states = {True: ("done", gettext("done")), False: ("planned", gettext("agreed"))}
        return [
            {"text": row.text, "owner": row.owner, "when": row.due, "state": states[row.done][0],
             "state_text": states[row.done][1]}
            for row in self.actions.all()
        ]  # fmt: skip

    @property
    def localized_dossier(self):
        """Public dossier, preferably in this language, or None."""
        if not self.dossier_id:
            return None
        entries = self._meta.get_field("dossier").related_model.objects
        key = entries.filter(pk=self.dossier_id).values("translation_key")[:1]
        found = entries.readable().without_text().filter(translation_key=key)
        return found.order_by(models.Case(models.When(locale_id=self.locale_id, then=0), default=1)).first()

    def prepare_next(self) -> None:
        """Clear date, text, PDF, decisions and actions of a copied page; keep attendees and session name."""
        self.session_number = (self.session_number or 0) + 1
        self.session_date = None
        self.pdf = None
        self.lead = ""
        self.body = []
        self.decisions.set([])
        self.actions.set([])

    def get_facts(self):
        """Return dossier, session and absentees, then the inherited facts."""
        dossier = self.localized_dossier
        return [
            Fact(_("Dossier"), [Fact.link(dossier.title, dossier.url, language=dossier.language)] if dossier else []),
            *self.get_searchable_facts(),
            *super().get_facts(),
        ]

    def get_searchable_facts(self):
        """Return the session and the absentees."""
        number = f"{self.session_name} {self.session_number or ''}".strip()
        day = formats.date_format(self.session_date, "j F Y") if self.session_date else ""
        return [
            Fact.of(_("Session"), number or day, day if number else ""),
            Fact.of(_("Absent"), self.absent),
        ]

    def get_structured_data(self):
        """Return the date of the session as schema.org `temporalCoverage`."""
        return {"temporalCoverage": self.session_date.isoformat() if self.session_date else None}


class Decision(TranslatableChild):
    """A decision."""

    page = ParentalKey(MinutesPage, related_name="decisions", on_delete=models.CASCADE)
    text = models.CharField(_("decision"), max_length=500)

    panels = [FieldPanel("text")]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self) -> str:
        return self.text


class MinutesAction(TranslatableChild):
    """An agreed action."""

    page = ParentalKey(MinutesPage, related_name="actions", on_delete=models.CASCADE)
    text = models.CharField(_("action"), max_length=300)
    owner = models.CharField(_("who"), max_length=200, blank=True)
    due = models.CharField(_("when"), max_length=80, blank=True, help_text=_("Such as “before the next session”."))
    done = models.BooleanField(_("done"), default=False)

    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("due"), FieldPanel("done")]),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.text
