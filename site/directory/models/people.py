"""The model of people."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from directory.identifiers import orcid_url, validate_orcid
from directory.models.record import Record


class Person(Record):
    """A person; has a public page only with consent."""

    job_title = models.CharField(
        _("role"), max_length=200, blank=True, help_text=_("Such as “wijkmakelaar” or “lecturer”.")
    )
    affiliation = models.ForeignKey(
        "directory.Organisation", verbose_name=_("works at"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="people",
    )  # fmt: skip
    bio = models.TextField(_("about"), blank=True)
    photo = models.ForeignKey(
        "media.SiteImage", verbose_name=_("photo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    orcid = models.CharField(
        "ORCID", max_length=40, blank=True, validators=[validate_orcid],
        help_text=_("Identifier of a researcher, such as 0000-0002-1825-0097."),
    )  # fmt: skip
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Never shown. Messages from the contact form are sent here.")
    )
    consent = models.BooleanField(
        _("agrees to be shown"),
        default=False,
        help_text=_("Without consent, readers see the name with an entry and no page."),
    )

    override_translatable_fields = [
        SynchronizedField("orcid"),  # an identifier has no language
        BaseTranslatableField("consent"),  # not as it was when a translation began
    ]
    route = "person"
    same_everywhere = ("consent",)
    filled_by_merge = ("job_title", "affiliation", "bio", "photo", "orcid")
    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("job_title"), FieldPanel("affiliation")]),
        FieldPanel("bio"),
        FieldPanel("photo"),
        FieldPanel("consent"),
        FieldPanel("email"),
        MultiFieldPanel(
            [FieldPanel("orcid"), FieldPanel("slug")], heading=_("Identifier and address"), classname="collapsed"
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
        index.FilterField("consent"),
        index.FilterField("merged_into_id"),
        index.FilterField("live"),
        index.FilterField("refused_at"),
        index.FilterField("proposed_by_id"),
    ]

    class Meta(Record.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="person_address")]

    def save(self, *args, update_fields=None, **kwargs):
        """Save; who does not agree any more is shown in no language, also in one that is made later of an older version."""
        if self._state.adding and self.consent:
            self.consent = not self.get_translations().filter(consent=False).exists()
        is_told = not self.consent and self.merged_into_id is None and (not update_fields or "consent" in update_fields)
        # A no that was there already says nothing new: another language may have been asked again since.
        is_new = is_told and not type(self)._base_manager.filter(pk=self.pk, consent=False).exists()
        super().save(*args, update_fields=update_fields, **kwargs)
        if not is_new:
            return
        for other in self.get_translations().filter(consent=True):
            other.consent = False
            other.save(update_fields=["consent"])

    @property
    def orcid_url(self) -> str:
        """URL of the ORCID record."""
        return orcid_url(self.orcid)

    @property
    def choice_note(self) -> str:
        """Role and organisation."""
        return ", ".join(part for part in (self.job_title, str(self.affiliation or "")) if part)
