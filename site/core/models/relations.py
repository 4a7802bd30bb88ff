"""Relations of entries to people, organisations and other entries."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from core.models.ordered_row import OrderedRow


class Partnership(OrderedRow):
    """An organisation's role in an entry."""

    class Role(models.TextChoices):
        """Roles of organisations."""

        INITIATOR = "initiator", _("initiator")
        PARTNER = "partner", _("partner")
        FUNDER = "funder", _("funder")
        CLIENT = "client", _("question owner")
        EDUCATION = "education", _("education")
        HOST = "host", _("host")
        PUBLISHER = "publisher", _("publisher")
        SIGNATORY = "signatory", _("party to the agreement")

    page = ParentalKey("core.EntryPage", related_name="partnerships", on_delete=models.CASCADE)
    organisation = models.ForeignKey(
        "directory.Organisation", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="partnerships"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTNER)
    since = models.DateField(_("takes part since"), null=True, blank=True)

    same_row = ("organisation", "role")  # two such rows are one after a merge

    panels = [
        FieldRowPanel(
            [
                FieldPanel("organisation"),
                FieldPanel(
                    "role",
                    help_text=_("What this organisation does here; a partner takes part, an initiator began it."),
                ),
                FieldPanel("since"),
            ]
        )
    ]

    class Meta(OrderedRow.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Contribution(OrderedRow):
    """A person's role in an entry; the person is a record of the directory or a name."""

    class Role(models.TextChoices):
        """Roles of people."""

        AUTHOR = "author", _("author")
        LEAD = "lead", _("driving force (trekker)")
        STEERING = "steering-group", _("steering group")
        DIRECTOR = "director", _("director (bestuurder)")
        TEAM = "team", _("team member")
        KNOWLEDGE_BROKER = "knowledge-broker", _("knowledge broker (kennismakelaar)")
        CARETAKER = "caretaker", _("caretaker (huismeester)")
        CITY_BROKER = "city-broker", _("city broker (stadsmakelaar)")
        DISTRICT_BROKER = "district-broker", _("district broker (wijkmakelaar)")
        QUESTION_OWNER = "question-owner", _("question owner")
        MODERATOR = "moderator", _("moderator")
        HOST = "host", _("host")
        GUEST = "guest", _("guest")
        INTERVIEWEE = "interviewee", _("interviewee")
        STUDENT = "student", _("student")
        TEACHER = "teacher", _("teacher")
        RESEARCHER = "researcher", _("researcher")
        CONTACT = "contact", _("contact")

    page = ParentalKey("core.EntryPage", related_name="contributions", on_delete=models.CASCADE)
    person = models.ForeignKey(
        "directory.Person", verbose_name=_("person"), null=True, blank=True, on_delete=models.CASCADE,
        related_name="contributions",
    )  # fmt: skip
    name = models.CharField(_("or a name by hand"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    note = models.CharField(
        _("function"),
        max_length=200,
        blank=True,
        help_text=_("Such as “director, Beter Wonen”; stands behind the name."),
    )

    same_row = ("person", "name", "role")

    panels = [
        FieldRowPanel(
            [
                FieldPanel("person", help_text=_("Choose a person, or write a name: one of the two is needed.")),
                FieldPanel("name"),
            ]
        ),
        FieldRowPanel([FieldPanel("role", help_text=_("What this person did for this entry.")), FieldPanel("note")]),
    ]

    class Meta(OrderedRow.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return f"{self.person or self.name} ({self.get_role_display()})"

    def clean(self):
        """Require either a person or a name."""
        super().clean()
        if bool(self.person_id) == bool(self.name.strip()):
            raise ValidationError({"name": _("Choose a person, or write a name: one of the two.")})


class RelatedEntry(OrderedRow):
    """A link between two entries, shown on both."""

    class Kind(models.TextChoices):
        """Types of link."""

        GOES_WITH = "goes-with", _("goes with")
        BUILDS_ON = "builds-on", _("builds on")
        CONTRADICTS = "contradicts", _("contradicts")

        @classmethod
        def seen_from_target(cls, kind: str):
            """Return the label of a link of `kind` on the page of its target."""
            labels = {"builds-on": _("built upon in"), "contradicts": _("contradicted by")}
            return labels.get(kind) or cls(kind).label

    page = ParentalKey("core.EntryPage", related_name="related_entries", on_delete=models.CASCADE)
    target = models.ForeignKey(
        "core.EntryPage", verbose_name=_("entry"), on_delete=models.CASCADE, related_name="related_from"
    )
    kind = models.CharField(_("how"), max_length=20, choices=Kind, default=Kind.GOES_WITH)

    panels = [PageChooserPanel("target", "core.EntryPage"), FieldPanel("kind")]

    class Meta(OrderedRow.Meta):
        verbose_name = _("related entry")
        verbose_name_plural = _("related entries")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target}"


class CollectedEntry(OrderedRow):
    """An item of an ordered collection, such as a dossier or an edition.

    The pages of items link to their neighbours in the collection.
    """

    page = ParentalKey("core.EntryPage", related_name="collected", on_delete=models.CASCADE)
    target = models.ForeignKey(
        "core.EntryPage", verbose_name=_("entry"), on_delete=models.CASCADE, related_name="collected_in"
    )

    panels = [PageChooserPanel("target", "core.EntryPage")]

    class Meta(OrderedRow.Meta):
        verbose_name = _("piece")
        verbose_name_plural = _("pieces")

    def __str__(self) -> str:
        return str(self.target)
