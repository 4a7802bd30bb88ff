"""The model of organisations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from directory.identifiers import ror_url, validate_ror
from directory.models.other_names import OtherNames
from directory.models.record import Record


class Organisation(OtherNames, Record):
    """An organisation, with its parent organisation and its membership of the coalition."""

    class Kind(models.TextChoices):
        """Kinds of organisation, as in the coalition's lists."""

        MUNICIPALITY = "municipality", _("municipality")
        HOUSING = "housing", _("housing corporation")
        APPLIED_UNIVERSITY = "applied-university", _("university of applied sciences")
        UNIVERSITY = "university", _("university")
        VOCATIONAL = "vocational", _("vocational college (mbo)")
        SCHOOL = "school", _("school")
        FOUNDATION = "foundation", _("foundation")
        COOPERATIVE = "cooperative", _("cooperative")
        CARE = "care", _("care and welfare")
        COMPANY = "company", _("company")
        RESIDENTS = "residents", _("residents’ organisation")
        RESEARCH_GROUP = "research-group", _("research group or chair")
        ALLIANCE = "alliance", _("alliance")
        OTHER = "other", _("other organisation")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.SET_NULL, related_name="children"
    )
    intro = models.TextField(_("introduction"), blank=True)
    logo = models.ForeignKey(
        "media.SiteImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    website = models.URLField(_("website"), blank=True)
    ror = models.CharField(
        "ROR", max_length=40, blank=True, validators=[validate_ror],
        help_text=_("Identifier of a research organisation, such as https://ror.org/021zvq422."),
    )  # fmt: skip
    joined = models.DateField(_("joined on"), null=True, blank=True)
    left = models.DateField(_("left on"), null=True, blank=True)
    contact_person = models.ForeignKey(
        "directory.Person", verbose_name=_("contact person"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+", help_text=_("Receives what readers write to this organisation."),
    )  # fmt: skip

    override_translatable_fields = [
        *OtherNames.override_translatable_fields,
        SynchronizedField("ror"),
    ]  # the same in all languages
    route = "organisation"
    filled_by_merge = ("intro", "logo", "website", "ror", "joined")
    panels = [
        FieldPanel("name"),
        FieldPanel("other_names"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("parent")]),
        FieldPanel("intro"),
        FieldPanel("logo"),
        FieldPanel("website"),
        FieldRowPanel([FieldPanel("joined"), FieldPanel("left")]),
        FieldPanel("contact_person"),
        MultiFieldPanel(
            [FieldPanel("ror"), FieldPanel("slug")], heading=_("Identifier and address"), classname="collapsed"
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
        index.FilterField("merged_into_id"),
        index.FilterField("live"),
        index.FilterField("refused_at"),
        index.FilterField("proposed_by_id"),
    ]

    class Meta(Record.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="organisation_address")]

    def clean(self):
        """Reject an organisation that is its own parent or leaves before it joined."""
        super().clean()
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("An organisation is not part of itself.")})
        if self.joined and self.left and self.left < self.joined:
            raise ValidationError({"left": _("An organisation leaves after it joined.")})

    @property
    def ror_url(self) -> str:
        """URL of the ROR record."""
        return ror_url(self.ror)

    @property
    def choice_note(self) -> str:
        """Kind and parent organisation."""
        return ", ".join(part for part in (self.get_kind_display(), str(self.parent or "")) if part)
