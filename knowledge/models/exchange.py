"""What questions from the city and offers of education share: state, level, period, and the list that holds them."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from core.entries.facts import Fact
from core.models import EntryPage, IndexPage
from core.models.querysets import EntryPageQuerySet
from knowledge.models.choice_list import ChoiceListField

# Words of addresses beside the cards, in both languages: no card can have them as its slug.
RESERVED_SLUGS = frozenset(
    {"nieuwe-vraag", "nieuw-aanbod", "bevestigen", "mijn", "new-question", "new-offer", "confirm", "mine"}
)
REACT_AT_LEAST = timedelta(days=14)
OPEN_FOR = timedelta(days=180)  # how long a question or offer stands open when nobody says otherwise


def default_open_until() -> date:
    """Return the last day on which a new question or offer is open."""
    return timezone.localdate() + OPEN_FOR


class State(models.TextChoices):
    """Where a question or offer stands, from open to closed."""

    OPEN = "open", _("open")
    MATCHED = "matched", _("matched")
    RUNNING = "running", _("under way")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class Level(models.TextChoices):
    """Level of education."""

    ANY = "any", _("any level")
    MBO = "mbo", _("mbo (vocational)")
    HBO = "hbo", _("hbo (applied sciences)")
    WO = "wo", _("wo (university)")


class Help(models.TextChoices):
    """What is asked or offered."""

    RESEARCH = "research", _("research")
    DESIGN = "design", _("design")
    DOING = "doing", _("doing")
    ADVICE = "advice", _("advice")
    HANDS = "hands", _("hands")


class ExchangeQuerySet(EntryPageQuerySet):
    """Queryset of questions or of offers."""

    def open_on(self, day: date):
        """Filter on those that are open on a day: not matched, and neither their last day nor their period is over."""
        lasting = Q(open_until__isnull=True) | Q(open_until__gte=day)
        running = Q(end__isnull=True) | Q(end__gte=day)
        return self.filter(lasting, running, state=State.OPEN)


class ExchangePage(EntryPage):
    """Base of questions and offers. Which are open is asked with `objects.open_on(day)`, of one with `is_open`."""

    state = models.CharField(_("state"), max_length=20, choices=State, default=State.OPEN, db_index=True)
    open_until = models.DateField(
        _("open up to and including"), null=True, blank=True, default=default_open_until,
        help_text=_("After this day it closes by itself. Who brought it in gets a reminder two weeks before."),
    )  # fmt: skip
    help = ChoiceListField(_("kind of help"), values=Help)
    level = models.CharField(_("level"), max_length=10, choices=Level, default=Level.ANY)
    students = models.PositiveSmallIntegerField(
        _("number of students"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text=_("How many can take part at the same time; an estimate is fine."),
    )  # fmt: skip
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("up to and including"), null=True, blank=True)
    ec = models.DecimalField(
        "EC", max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(60)], help_text=_("European credits, 28 hours each."),
    )  # fmt: skip

    objects = PageManager.from_queryset(ExchangeQuerySet)()
    parent_page_types = ["knowledge.ExchangeIndexPage"]
    schema_type = "Article"
    synchronized_fields: tuple = ("state", "open_until", "help", "level", "students", "start", "end", "ec")
    search_fields = [
        *EntryPage.search_fields,
        index.FilterField("state"),
        index.FilterField("start"),
        index.FilterField("end"),
    ]

    class Meta:
        abstract = True

    def clean(self):
        """Validate the order of the dates, and that what is open has its last day still to come."""
        super().clean()
        faults = {}
        if self.start and self.end and self.end < self.start:
            faults["end"] = _("The end lies before the start.")
        if self.state == State.OPEN and self.open_until and self.open_until < timezone.localdate():
            faults["open_until"] = _("This day is over. Choose a later one, or another state.")
        if self.slug in RESERVED_SLUGS:
            faults["slug"] = _("This word is the address of a form. Choose another one.")
        if faults:
            raise ValidationError(faults)

    @property
    def current_state(self) -> str:
        """The state today: what is open until a day that has passed is closed, also while no worker runs."""
        over = self.state == State.OPEN and self.open_until and self.open_until < timezone.localdate()
        return State.CLOSED if over else self.state

    @property
    def state_label(self) -> str:
        """Label of the state today."""
        return State(self.current_state).label if self.current_state in State.values else ""

    @property
    def is_open(self) -> bool:
        """Whether it can be matched today, as `ExchangeQuerySet.open_on`."""
        return self.current_state == State.OPEN and (self.end is None or self.end >= timezone.localdate())

    @property
    def period(self) -> str:
        """Localised period, or an empty string without dates."""
        return describe_period(self.start, self.end)

    @property
    def begins_together(self) -> bool:
        """Whether who takes part begins on its first day, so that reacting makes sense before it."""
        return False

    @property
    def owner_name(self) -> str:
        """Who asks or offers, as readers see it."""
        return ""

    @property
    def react_until(self) -> date | None:
        """The last day on which one can react; None when it is not open, or without a last day."""
        days = [day for day in (self.open_until, self.end) if day]
        return min(days) if days and self.is_open else None

    def labels_of(self, name: str) -> str:
        """Return the chosen values of a list field in words, such as “research, design”."""
        return ", ".join(self._meta.get_field(name).get_labels(getattr(self, name)))

    def _level_text(self) -> str:
        return "" if self.level == Level.ANY else self.get_level_display()

    def _shared_facts(self) -> list[Fact]:
        credit = f"{self.ec.normalize():f} EC" if self.ec is not None else ""
        last = self.react_until
        begun = last and self.start and self.start < timezone.localdate()
        return [
            Fact.of(_("State"), self.state_label),
            Fact.of(_("React up to and including"), formats.date_format(last, "j F Y") if last else "",
                    gettext("it began already, and you can still join") if begun else ""),
            Fact.of(_("Period"), self.period),
            Fact.of(_("Students"), self.students),
            Fact.of(_("Credits"), credit),
        ]  # fmt: skip


def find_last_day(page: ExchangePage) -> date:
    """Return the last day on which a card that is opened today stands open: OPEN_FOR from today.

    Of what begins for all together, such as a course or an internship, it is the day before the beginning, while that leaves
    REACT_AT_LEAST to react.
    """
    today = timezone.localdate()
    last = today + OPEN_FOR
    if page.begins_together and page.start and page.start > today:
        last = min(last, max(page.start - timedelta(days=1), today + REACT_AT_LEAST))
    return last


class ExchangeIndexPage(IndexPage):
    """The list of questions and offers; what anybody brings in becomes a draft below it."""

    subpage_types = ["knowledge.DemandPage", "knowledge.OfferPage"]
    template = "knowledge/exchange_index_page.html"

    class Meta:
        verbose_name = _("list of questions and offers")
        verbose_name_plural = _("lists of questions and offers")


def describe_period(start: date | None, end: date | None) -> str:
    """Return a period in words, such as “1 September 2026 – 31 January 2027”, or an empty string."""
    first, last = (formats.date_format(day, "j F Y") if day else "" for day in (start, end))
    if first and last:
        return first if start == end else f"{first} – {last}"
    if first:
        return gettext("from %(day)s") % {"day": first}
    return gettext("until %(day)s") % {"day": last} if last else ""


def state_panels() -> MultiFieldPanel:
    """Return the panels for state and last day."""
    return MultiFieldPanel(
        [FieldRowPanel([FieldPanel("state"), FieldPanel("open_until")])], heading=_("Where it stands")
    )
