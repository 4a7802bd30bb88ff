"""What belongs to a recording: captions per language with their corrected lines, and chapters."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField

from core.models import TranslatableChild
from talkshows.captions import parser
from talkshows.captions.corrections import apply_corrections
from talkshows.captions.cue import Cue
from talkshows.captions.fields import CaptionTextField, SecondsField, describe_caption_file

LANGUAGES = [
    ("nl", _("Dutch")), ("en", _("English")), ("ar", _("Arabic")), ("de", _("German")), ("es", _("Spanish")),
    ("fr", _("French")), ("pl", _("Polish")), ("tr", _("Turkish")), ("uk", _("Ukrainian")),
]  # fmt: skip


def identify_file(item) -> str:
    """Return the name by which consents know a SiteMedia's present file."""
    return f"file:{item.pk}:{item.file.name}"[:500]


class CaptionTrack(Orderable):
    """The words of a recording in one language.

    `source` is the file as it came; `cues` are its lines as rows [start, end, speaker, text] in milliseconds, with the
    `corrections` of the board applied. Both are made again whenever the source changes.
    """

    class Kind(models.TextChoices):
        """For whom a track is made; the value is HTML's."""

        CAPTIONS = "captions", _("captions: all that is heard, in the language that is spoken")
        SUBTITLES = "subtitles", _("subtitles: a translation")

    class Made(models.TextChoices):
        """How a track was made."""

        CHECKED = "checked", _("made or checked by a person")
        AUTOMATIC = "automatic", _("made by a machine, not checked yet")

    page = ParentalKey("talkshows.EpisodePage", related_name="caption_tracks", on_delete=models.CASCADE)
    language = models.CharField(_("language"), max_length=5, choices=LANGUAGES, default="nl")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CAPTIONS)
    made = models.CharField(
        _("how it was made"), max_length=10, choices=Made, default=Made.CHECKED,
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
    made_for = models.CharField(max_length=500, blank=True, editable=False)  # the recording it was uploaded with

    panels = [
        FieldPanel("language"),
        FieldPanel("kind"),
        FieldPanel("made"),
        FieldPanel("source"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("caption file")
        verbose_name_plural = _("caption files")

    def __str__(self) -> str:
        return f"{self.get_language_display()} ({self.kind})"

    def clean(self):
        """Read the source; what cannot be read is refused with its line."""
        super().clean()
        if not self.source:
            return
        try:
            self.read_source()
        except parser.CaptionError as error:
            raise ValidationError(
                {"source": [describe_caption_file(*problem) for problem in error.problems]}
            ) from error

    def read_source(self) -> None:
        """Make the cues again out of source and corrections; none without source, CaptionError when it cannot be read."""
        if not self.source.strip():  # a row that was added in a draft, to be filled later
            self.cues = []
            return
        cues, self.corrections = apply_corrections(parser.parse(self.source).cues, self.corrections)
        self.cues = [cue.as_row() for cue in cues]

    def save(self, *args, **kwargs):
        """Make the cues, and remember with which recording this text came: a cut version needs other captions."""
        old = type(self).objects.filter(pk=self.pk).values_list("source", "made_for").first() if self.pk else None
        self.made_for = old[1] if old and old[0] == self.source else self.page.recording_identity
        self.read_source()
        super().save(*args, **kwargs)

    def get_cues(self) -> list[Cue]:
        """Return the lines, corrected, in order of time; also of a row that was never saved."""
        if not self.cues and self.source:
            self.read_source()
        return [Cue.from_row(row) for row in self.cues]


class Chapter(TranslatableChild):
    """A part of a recording with a title."""

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
