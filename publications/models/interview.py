"""Interviews and their speakers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail_localize.fields import SynchronizedField

from core.admin.panels import entry_tabs
from core.entries.facts import Fact
from core.entries.relations import with_related
from core.models import EntryPage, TranslatableChild
from directory.localisation import localise


class InterviewPage(EntryPage):
    """An interview; questions and answers are blocks of the body."""

    interviewed_on = models.DateField(_("day of the conversation"), null=True, blank=True)
    interviewer = models.CharField(_("interviewer"), max_length=200, blank=True)

    is_creatable = True
    page_description = _("Questions and answers with one or more people, told in their own words.")
    review_after = None
    kind_example = _("A conversation with the owner of the question")
    usual_rank = 4
    expects_author = True
    kind, tab, cover, schema_type = "interview", "interview", "interview", "Article"
    csl_type = "interview"
    icon = "comment"
    edit_handler = entry_tabs(
        [
            FieldRowPanel([FieldPanel("interviewed_on"), FieldPanel("interviewer")]),
            InlinePanel("speakers", heading=_("Who speak"), label=_("Speaker")),
        ]
    )

    class Meta:
        verbose_name = _("interview")
        verbose_name_plural = _("interviews")

    @property
    def localized_speakers(self) -> list[tuple]:
        """(speaker, person in this language, or None without consent) pairs in sort order."""
        rows = with_related(self, "speakers", "person")
        stored = [row.person for row in rows if row.person_id]
        here = {record.translation_key: record for record in localise(stored, self.locale_id)}
        found = []
        for row in rows:
            person = here.get(row.person.translation_key) if row.person_id else None
            found.append((row, person if person and person.consent else None))
        return found

    @cached_property
    def speaker_names(self) -> dict[str, str]:
        """{label in the text: name} of the speakers who have a name; the answers show the name."""
        return {row.label: row.full_name for row, _person in self.localized_speakers if row.full_name}

    def get_facts(self):
        """Return speakers, date and interviewer, then the inherited facts."""
        speakers = [
            Fact.link(row.shown_name, person.get_absolute_url() if person else "", row.role)
            for row, person in self.localized_speakers
        ]
        return [
            Fact(_("Who speak"), speakers),
            Fact.of(_("Conversation on"), self.interviewed_on and date_format(self.interviewed_on, "j F Y")),
            *self.get_searchable_facts(),
            *super().get_facts(),
        ]

    def get_searchable_facts(self):
        """Return the interviewer."""
        return [Fact.of(_("Interviewer"), self.interviewer)]


class Speaker(TranslatableChild):
    """A speaker: the label used in the answers, and the person or name."""

    page = ParentalKey(InterviewPage, related_name="speakers", on_delete=models.CASCADE)
    label = models.CharField(
        _("label in the text"), max_length=60, help_text=_("As in the answers, such as “K” or a name.")
    )
    person = models.ForeignKey(
        "directory.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField(_("or a name by hand"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("Function and organisation."))

    same_row = ("person", "name", "label")
    override_translatable_fields = [SynchronizedField("person")]
    panels = [
        FieldRowPanel([FieldPanel("label"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("person"), FieldPanel("name")]),
    ]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name, or the label without one and of a person who is not public."""
        return self.full_name or self.label

    @property
    def full_name(self) -> str:
        """Name of a public person or as typed, or an empty string."""
        return (self.person.name if self.person.live else "") if self.person_id else self.name

    def clean(self):
        """Validate that there is not both a person and a name."""
        super().clean()
        if self.person_id and self.name.strip():
            raise ValidationError({"name": _("Choose a person, or write a name: one of the two.")})
