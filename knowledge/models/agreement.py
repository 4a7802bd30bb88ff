"""Agreements with their signatures, term and yearly plan."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.admin.required_marks import MarkedFieldPanel
from core.entries.facts import Fact
from core.entries.relations import read_entries, with_related
from core.models import EntryPage, TranslatableChild
from directory.localisation import localise
from knowledge.parties import AgreementForm, follow_signatures


class AgreementPage(EntryPage):
    """An agreement between partners, from intention to renewal."""

    class Form(models.TextChoices):
        """Type of agreement."""

        INTENTION = "intention", _("declaration of intent")
        COOPERATION = "cooperation", _("cooperation agreement")
        COVENANT = "covenant", _("covenant")
        MANIFESTO = "manifesto", _("manifesto")

    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.COOPERATION)
    names_of_kind = tuple(form.label for form in Form)
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("up to and including"), null=True, blank=True)
    costs = models.CharField(_("costs"), max_length=200, blank=True, help_text=_("Such as “no obligation”."))
    document = models.ForeignKey(
        "media.SiteDocument", verbose_name=_("the text as PDF"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    follows = models.ForeignKey(
        "self", verbose_name=_("follows on"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("The agreement before this one; readers find the way in both directions."),
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("document"), SynchronizedField("follows")]
    is_creatable = True
    page_description = _(
        "What partners signed with each other: a letter of intent, covenant or manifesto, with its term."
    )
    kind_example = _("Letter of intent 2026-2028")
    base_form_class = AgreementForm
    kind, tab, cover, schema_type = "agreement", "agreement", "agreement", "Article"
    icon = "edit"
    search_fields = [*EntryPage.search_fields, index.FilterField("start"), index.FilterField("end")]
    edit_handler = entry_tabs(
        [
            MultiFieldPanel(
                [FieldPanel("form"), FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), FieldPanel("costs")],
                heading=_("What it is, and for how long"),
            ),
            InlinePanel("signatures", heading=_("Parties and signatures"), label=_("Party")),
        ],
        [
            InlinePanel("actions", heading=_("Yearly plan"), label=_("Action")),
            FieldPanel("document"),
            PageChooserPanel("follows", "knowledge.AgreementPage"),
        ],
    )

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")

    def clean(self):
        """Validate the order of the dates, and that the agreement does not follow itself."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end lies before the start.")})
        if self.pk and self.follows_id == self.pk:
            raise ValidationError({"follows": _("An agreement cannot follow on itself.")})

    @property
    def term(self) -> str:
        """Localised term, or an empty string without dates."""
        if not self.start and not self.end:
            return ""
        if not self.end:
            return gettext("from %(day)s") % {"day": formats.date_format(self.start, "j F Y")}
        if not self.start:
            return gettext("until %(day)s") % {"day": formats.date_format(self.end, "j F Y")}
        if (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31):
            return str(self.start.year) if self.start.year == self.end.year else f"{self.start.year}–{self.end.year}"
        return f"{formats.date_format(self.start, 'j F Y')} – {formats.date_format(self.end, 'j F Y')}"

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return bool(self.end) and self.end < timezone.localdate()

    @property
    def is_still_to_begin(self) -> bool:
        """Whether its first day is still to come."""
        return bool(self.start) and self.start > timezone.localdate()

    @property
    def unsigned_text(self) -> str:
        """Localised words for a party without a signature on this site.

        Only an agreement that has not begun, or that runs and that others signed, waits for one: else nothing is known of it.
        """
        others = self.start and not self.is_over and any(row.signed for row in self._parties)
        return gettext("not signed yet") if self.is_still_to_begin or others else gettext("not known")

    @property
    def state(self) -> str:
        """Localised state today, by signatures and dates; an empty string while neither says anything.

        An agreement without parties on this site goes by its dates alone.
        """
        if self.is_over:
            return gettext("ended")
        parties = self._parties
        signed = sum(row.signed for row in parties)
        if parties and not signed:
            return (
                gettext("not signed yet") if self.is_still_to_begin else gettext("we do not know whether it was signed")
            )
        if signed < len(parties):
            return gettext("signed by %(signed)d of %(parties)d parties") % {"signed": signed, "parties": len(parties)}
        if self.is_still_to_begin:
            return gettext("still to begin")
        return gettext("in force") if self.start else ""

    @cached_property
    def _parties(self) -> list:
        """The signatures with their organisations, in sort order."""
        return with_related(self, "signatures", "organisation")

    @property
    def localized_signatures(self) -> list[tuple]:
        """(signature, public organisation in this language) pairs in sort order."""
        rows = self._parties
        here = {r.translation_key: r for r in localise([row.organisation for row in rows], self.locale_id)}
        return [(row, here[key]) for row in rows if (key := row.organisation.translation_key) in here]

    @property
    def before(self):
        """Public agreement that precedes this one, in this language, or None."""
        if not self.follows_id:
            return None
        key = AgreementPage.objects.filter(pk=self.follows_id).values("translation_key")[:1]
        return self._readable().filter(translation_key=key).first()

    @property
    def after(self) -> list:
        """Public agreements that follow this one, in this language."""
        return list(self._readable().filter(follows__translation_key=self.translation_key).order_by("start", "pk"))

    @property
    def plan(self) -> list[dict]:
        """Rows of the action table, ordered by year; `card` is the public question or offer of an action, or None."""
        rows = sorted(with_related(self, "actions", "card"), key=lambda row: row.year)
        cards = read_entries(rows, "card", self.locale_id)
        return [
            {
                "text": row.text,
                "card": cards.get(row.card_id),
                "owner": row.owner,
                "when": str(row.year),
                "state": row.state,
                "state_text": _describe_progress(row),
            }
            for row in rows
        ]

    @property
    def plan_years(self) -> str:
        """The years of the action table: “2026” or “2026–2028”; empty without actions."""
        years = sorted({row.year for row in self.actions.all()})
        return "–".join(str(year) for year in (years if len(years) < 2 else (years[0], years[-1])))

    def _readable(self):
        return AgreementPage.objects.readable().filter(locale_id=self.locale_id).without_text()

    def save_revision(self, *args, **kwargs):
        """Save a revision whose partnerships follow the signatures."""
        follow_signatures(self)
        return super().save_revision(*args, **kwargs)

    def get_facts(self):
        """Return form, term, state and costs, then the inherited facts."""
        form, costs = self.get_searchable_facts()
        return [form, Fact.of(_("Term"), self.term, self.state), costs, *super().get_facts()]

    def get_searchable_facts(self):
        """Return form and costs."""
        return [Fact.of(_("Form"), self.get_form_display()), Fact.of(_("Costs"), self.costs)]

    def get_structured_data(self):
        """Return the term as schema.org `temporalCoverage`."""
        return {"temporalCoverage": f"{self.start}/{self.end or '..'}" if self.start else None}


def _describe_progress(row: "AgreementAction") -> str:
    """Return the localised state of an action; one whose year has passed does not wait to begin any more."""
    is_late = row.year < timezone.localdate().year and row.state != AgreementAction.State.DONE
    return gettext("not finished in %(year)d") % {"year": row.year} if is_late else row.get_state_display()


class Signature(TranslatableChild):
    """A party of an agreement and its signature."""

    page = ParentalKey(AgreementPage, related_name="signatures", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name=_("party"), on_delete=models.CASCADE, related_name="signatures"
    )
    name = models.CharField(_("signed by"), max_length=200, blank=True, help_text=_("Only with this person’s consent."))
    signed = models.BooleanField(_("has signed"), default=False)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("Empty while it is not known."))

    same_row = ("organisation",)
    override_translatable_fields = [SynchronizedField("organisation"), SynchronizedField("name")]
    panels = [
        FieldPanel("organisation"),
        FieldRowPanel(
            [
                MarkedFieldPanel("signed", required_when=lambda row: bool(row.date)),
                FieldPanel("date"),
                FieldPanel("name"),
            ]
        ),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")

    def __str__(self) -> str:
        return str(self.organisation)

    def clean(self):
        """Validate that a dated signature is marked as signed."""
        super().clean()
        if self.date and not self.signed:
            raise ValidationError({"signed": _("There is a date, so this party has signed.")})


class AgreementAction(TranslatableChild):
    """An action of the yearly plan."""

    class State(models.TextChoices):
        """Progress of an action."""

        PLANNED = "planned", _("not yet started")
        BUSY = "busy", _("under way")
        DONE = "done", _("done")

    page = ParentalKey(AgreementPage, related_name="actions", on_delete=models.CASCADE)
    text = models.CharField(_("action"), max_length=300)
    owner = models.CharField(
        _("owner"), max_length=200, blank=True, help_text=_("Such as Haag Wonen, or “all parties”.")
    )
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)])
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PLANNED)
    card = models.ForeignKey(
        "core.EntryPage", verbose_name=_("question or offer"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("What stands open for this action, such as an internship; readers see how it stands."),
    )  # fmt: skip

    override_translatable_fields = [SynchronizedField("card")]
    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("owner"), FieldPanel("year"), FieldPanel("state")]),
        PageChooserPanel("card", ["knowledge.DemandPage", "knowledge.OfferPage"]),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.text
