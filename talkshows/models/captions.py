"""Caption tracks, one per language, and chapters of a recording."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_localize.fields import SynchronizedField

from core.models import TranslatableChild
from core.models.ordered_row import OrderedRow
from talkshows.captions import parser
from talkshows.captions.corrections import apply_corrections
from talkshows.captions.cue import Cue
from talkshows.captions.fields import CaptionTextField, SecondsField, format_problem

LANGUAGES = [
    ("nl", _("Dutch")), ("en", _("English")), ("ar", _("Arabic")), ("de", _("German")), ("es", _("Spanish")),
    ("fr", _("French")), ("pl", _("Polish")), ("tr", _("Turkish")), ("uk", _("Ukrainian")),
]  # fmt: skip


def get_file_identity(item) -> str:
    """Return the identity of a SiteMedia's current file, as stored in `Consent.recordings`."""
    return make_file_identity(item.pk, item.file.name)


def make_file_identity(pk: int, name: str) -> str:
    """Return the identity of a file of this name in the SiteMedia with this id."""
    return f"file:{pk}:{name}"[:500]


class CaptionTrack(OrderedRow):
    """Captions of a recording in one language.

    `source` is the uploaded WebVTT or SubRip text. `cues` are its cues with `corrections` applied, as rows
    [start, end, speaker, text] with times in milliseconds; saving recomputes them.
    """

    class Kind(models.TextChoices):
        """Value of the `kind` attribute of HTML's track element."""

        CAPTIONS = "captions", _("captions: all that is heard, in the language that is spoken")
        SUBTITLES = "subtitles", _("subtitles: a translation")

    class Origin(models.TextChoices):
        """Whether a person or a machine made the captions."""

        CHECKED = "checked", _("made or checked by a person")
        AUTOMATIC = "automatic", _("made by a machine, not checked yet")

    page = ParentalKey("talkshows.EpisodePage", related_name="caption_tracks", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="nl")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CAPTIONS)
    made = models.CharField(
        _("how it was made"), max_length=10, choices=Origin, default=Origin.CHECKED,
        help_text=_("Readers see it when a machine made the captions."),
    )  # fmt: skip
    source = CaptionTextField(
        _("captions"),
        help_text=_(
            "WebVTT or SRT. Who speaks stands in a voice tag: &lt;v Fatima&gt;. Afterwards single lines can be corrected."
        ),
    )
    cues = models.JSONField(default=list, editable=False)
    corrections = models.JSONField(default=list, blank=True, editable=False)
    made_for = models.CharField(
        max_length=500, blank=True, editable=False
    )  # `recording_identity` of the page when the source was last changed

    panels = [
        FieldPanel("language"),
        FieldPanel("kind"),
        FieldPanel("made"),
        FieldPanel("source"),
    ]

    class Meta(OrderedRow.Meta):
        verbose_name = _("caption file")
        verbose_name_plural = _("caption files")

    def __str__(self) -> str:
        return f"{self.get_language_display()} ({self.kind})"

    def clean(self):
        """Parse the source; raise ValidationError with one message per line that cannot be parsed."""
        super().clean()
        if not self.source:
            return
        try:
            self.update_cues()
        except parser.CaptionError as error:
            raise ValidationError({"source": [format_problem(*problem) for problem in error.problems]}) from error

    def update_cues(self) -> None:
        """Recompute `cues` from source and corrections; raise CaptionError when the source cannot be parsed."""
        if not self.source.strip():  # a row that was added in a draft, to be filled later
            self.cues = []
            return
        cues, self.corrections = apply_corrections(parser.parse(self.source).cues, self.corrections)
        self.cues = [cue.to_row() for cue in cues]

    def save(self, *args, **kwargs):
        """Recompute the cues, and record in `made_for` the recording that a changed source belongs to."""
        old = type(self).objects.filter(pk=self.pk).values_list("source", "made_for").first() if self.pk else None
        self.made_for = old[1] if old and old[0] == self.source else self.page.recording_identity
        self.update_cues()
        super().save(*args, **kwargs)

    def get_cues(self) -> list[Cue]:
        """Return the corrected cues, ordered by start; parses the source of an unsaved track."""
        if not self.cues and self.source:
            self.update_cues()
        return [Cue.from_row(row) for row in self.cues]


class Chapter(TranslatableChild):
    """A titled position in a recording; lasts until the next chapter."""

    page = ParentalKey("talkshows.EpisodePage", related_name="chapters", on_delete=models.CASCADE)
    start = SecondsField(_("starts at"))
    title = models.CharField(_("title"), max_length=150)

    override_translatable_fields = [SynchronizedField("start", overridable=False)]
    panels = [FieldRowPanel([FieldPanel("start"), FieldPanel("title")])]

    class Meta(TranslatableChild.Meta):
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def __str__(self) -> str:
        return self.title
