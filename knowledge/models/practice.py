"""Good practices and their adoption elsewhere."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.entries.relations import with_related
from core.models import EntryPage, TranslatableChild
from directory.localisation import localise

FEATURES = ["bold", "italic", "ul", "ol", "link"]


class PracticePage(EntryPage):
    """A good practice that others can adopt."""

    theme_label = models.CharField(
        _("label"),
        max_length=120,
        blank=True,
        help_text=_("The programme’s own word, such as “Investing in liveability”."),
    )
    target_group = models.CharField(_("for whom"), max_length=200, blank=True)
    context = RichTextField(
        _("context"), features=FEATURES, blank=True, help_text=_("What was the situation before it began?")
    )
    what_worked = RichTextField(
        _("what worked"), features=FEATURES, blank=True, help_text=_("What do you do, and what does it bring about?")
    )
    needs = RichTextField(
        _("what it takes elsewhere"), features=FEATURES, blank=True,
        help_text=_("People, time, money, consent: what does somebody need who starts tomorrow?"),
    )  # fmt: skip

    is_creatable = True
    page_description = _("An approach that worked and that others can take over, with what it needs and who did so.")
    kind_example = _("A meeting of all partners every three weeks")
    kind, tab, cover, schema_type = "practice", "practice", "practice", "Article"
    icon = "success"
    expected_fields = ("context", "what_worked", "needs")
    expects_author = True
    search_fields = [
        *EntryPage.search_fields,
        index.SearchField("context"),
        index.SearchField("what_worked"),
        index.SearchField("needs"),
    ]
    edit_handler = entry_tabs(
        [
            FieldRowPanel([FieldPanel("theme_label"), FieldPanel("target_group")]),
            FieldPanel("context"),
            FieldPanel("what_worked"),
        ],
        [
            FieldPanel("needs"),
            InlinePanel("adoptions", heading=_("Who adopted it"), label=_("Adopted by")),
        ],
    )

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    def get_facts(self):
        """Return label and audience, then the inherited facts."""
        return [*self.get_searchable_facts(), *super().get_facts()]

    def get_searchable_facts(self):
        """Return label and audience."""
        return [
            Fact.of(_("Good practice of"), self.theme_label),
            Fact.of(_("For"), self.target_group),
        ]

    @property
    def localized_adoptions(self) -> list[tuple]:
        """(adoption, public organisation in this language or None) pairs in sort order."""
        rows = with_related(self, "adoptions", "organisation")
        stored = [row.organisation for row in rows if row.organisation_id]
        here = {record.translation_key: record for record in localise(stored, self.locale_id)}
        found = [(row, here.get(row.organisation.translation_key) if row.organisation_id else None) for row in rows]
        return [(row, organisation) for row, organisation in found if organisation or not row.organisation_id]


class Adoption(TranslatableChild):
    """An adopter of the practice: an organisation of the directory or a name."""

    page = ParentalKey(PracticePage, related_name="adoptions", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name=_("organisation"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="+",
    )  # fmt: skip
    name = models.CharField(_("or a name by hand"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    note = models.CharField(_("what they changed"), max_length=300, blank=True)
    url = models.URLField(_("read more"), blank=True)

    same_row = ("organisation", "name", "year")
    override_translatable_fields = [SynchronizedField("organisation"), SynchronizedField("url")]
    panels = [
        FieldRowPanel(
            [
                FieldPanel(
                    "organisation", help_text=_("Choose an organisation, or write a name: one of the two is needed.")
                ),
                FieldPanel("name"),
                FieldPanel("year"),
            ]
        ),
        FieldRowPanel([FieldPanel("note"), FieldPanel("url")]),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def __str__(self) -> str:
        return str(self.organisation or self.name)

    def clean(self):
        """Validate that there is either an organisation or a name."""
        super().clean()
        if bool(self.organisation_id) == bool(self.name.strip()):
            raise ValidationError({"name": _("Choose an organisation, or write a name: one of the two.")})
