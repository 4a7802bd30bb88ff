"""Cases of city labs, and the courses that worked on them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import formats
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.models import EntryPage, TranslatableChild

FEATURES = ["bold", "italic", "ul", "ol", "link"]


class CasePage(EntryPage):
    """A city lab's case, from question to lessons."""

    class Phase(models.TextChoices):
        """Progress of a city lab."""

        STARTING = "starting", _("starting")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        LASTING = "lasting", _("goes on without an end date")

    question = models.TextField(
        _("question"), max_length=400, help_text=_("What did the city ask? One question, in plain words.")
    )
    question_owner = models.CharField(_("owner of the question"), max_length=200, blank=True)
    shared_goal = RichTextField(
        _("shared goal"), features=FEATURES, blank=True, help_text=_("What do all partners want?")
    )
    approach = RichTextField(
        _("approach"), features=FEATURES, blank=True, help_text=_("What did you do, with whom, in which order?")
    )
    result = RichTextField(
        _("result"), features=FEATURES, blank=True, help_text=_("What is there now that was not there before?")
    )
    impact_residents = RichTextField(_("what it changes for residents"), features=FEATURES, blank=True)
    impact_partners = RichTextField(_("what it changes for partners"), features=FEATURES, blank=True)
    impact_education = RichTextField(_("what it changes for education"), features=FEATURES, blank=True)
    learned = RichTextField(_("what students learned"), features=FEATURES, blank=True)
    lessons = RichTextField(
        _("lessons"), features=FEATURES, blank=True, help_text=_("What would you tell somebody who starts tomorrow?")
    )
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True, help_text=_("Empty while it goes on."))
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.RUNNING)
    students = models.PositiveIntegerField(_("number of students"), null=True, blank=True)

    is_creatable = True
    page_description = _(
        "A place in the city where students, researchers and residents work on one question, with what it brought."
    )
    kind_synonym = pgettext_lazy("kind of entry", "case")
    kind_example = _("Lozerlaan: meeting places between the flats")
    usual_rank = 1
    kind, tab, cover, schema_type = "case", "case", "case", "Article"
    map_kind = "case"
    icon = "site"
    expected_fields = ("question_owner", "approach", "result", "lessons")
    expects_author = True
    search_fields = [
        *EntryPage.search_fields,
        index.SearchField("question"),
        index.SearchField("approach"),
        index.SearchField("result"),
    ]
    edit_handler = entry_tabs(
        [
            MultiFieldPanel(
                [
                    FieldPanel("question"),
                    FieldPanel(
                        "question_owner",
                        help_text=_(
                            "Who brought the question in and decides what helps: such as a neighbourhood group or corporation."
                        ),
                    ),
                ],
                heading=_("The question"),
            ),
            MultiFieldPanel([FieldPanel("shared_goal"), FieldPanel("approach")], heading=_("What you did")),
        ],
        [
            FieldPanel("result"),
            MultiFieldPanel(
                [FieldPanel("impact_residents"), FieldPanel("impact_partners"), FieldPanel("impact_education")],
                heading=_("What it changes"),
            ),
            MultiFieldPanel([FieldPanel("learned"), FieldPanel("lessons")], heading=_("What you learned")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("start"), FieldPanel("end")]),
                    FieldRowPanel(
                        [
                            FieldPanel("phase"),
                            FieldPanel(
                                "students", help_text=_("All students together, in every year; an estimate is fine.")
                            ),
                        ]
                    ),
                ],
                heading=_("When, and with how many"),
            ),
            InlinePanel("courses", heading=_("Courses"), label=_("Course")),
        ],
    )

    class Meta:
        verbose_name = _("city lab")
        verbose_name_plural = _("city labs")

    def clean(self):
        """Validate that the end does not lie before the start."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end lies before the start.")})

    def get_facts(self):
        """Return the inherited facts, then period, phase, students and courses."""
        return [
            *super().get_facts(),
            Fact.of(_("Runs"), self.period, self.get_phase_display()),
            Fact.of(_("Students"), self.students),
            *self.get_searchable_facts(),
        ]

    def get_searchable_facts(self):
        """Return the courses."""
        return [Fact(_("Courses"), [Fact.link(str(course), "", course.note) for course in self.courses.all()])]

    @property
    def period(self) -> str:
        """Localised period, such as “since July 2015”, or an empty string without a start."""
        if not self.start:
            return ""
        first = formats.date_format(self.start, "F Y")
        if not self.end:
            return gettext("since %(month)s") % {"month": first}
        return f"{first} – {formats.date_format(self.end, 'F Y')}"


class Course(TranslatableChild):
    """A course that worked on a case."""

    page = ParentalKey(CasePage, related_name="courses", on_delete=models.CASCADE)
    name = models.CharField(_("course"), max_length=200)
    programme = models.CharField(_("programme"), max_length=200, blank=True, help_text=_("Such as Bestuurskunde."))
    semester = models.CharField(_("semester"), max_length=60, blank=True, help_text=_("Such as autumn 2025."))
    ec = models.DecimalField(
        "EC", max_digits=4, decimal_places=1, null=True, blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(60)], help_text=_("European credits, 28 hours each."),
    )  # fmt: skip

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("programme"), FieldPanel("semester"), FieldPanel("ec")]),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def __str__(self) -> str:
        return self.name

    @property
    def note(self) -> str:
        """Programme, semester and credits in one line."""
        credit = f"{self.ec.normalize():f} EC" if self.ec is not None else ""
        return ", ".join(part for part in (self.programme, self.semester, credit) if part)
