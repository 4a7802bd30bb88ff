"""The part of an event's page that is its recording: fields, what may be shown of it, what is needed to publish it."""

from functools import cached_property

from csp.decorators import csp_replace
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, prefetch_related_objects
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtailmedia.edit_handlers import MediaChooserPanel

from core.blocks.media import PLAYER_HOSTS, find_player
from core.entries.publishing import NotPublishableError
from core.entries.relations import in_memory
from talkshows.captions.requirements import missing_captions
from talkshows.captions.transcript import read_moment
from talkshows.models.captions import LANGUAGES, identify_file
from talkshows.models.consent import Consent


def recording_panels() -> list:
    """Return the panels of a recording: file or address, then what is said in it."""
    return [
        MultiFieldPanel(
            [
                MediaChooserPanel("recording_file"),
                FieldPanel("recording_url"),
                FieldRowPanel([FieldPanel("recording_language"), FieldPanel("recording_poster")]),
            ],
            heading=_("Recording"),
        ),
        InlinePanel("caption_tracks", heading=_("Captions and subtitles"), label=_("Caption file")),
        FieldPanel("chapters_file"),
        InlinePanel("chapters", heading=_("Chapters"), label=_("Chapter")),
    ]


class RecordingMixin(models.Model):
    """A page with a recording. Captions, chapters and file are versions of the page; consents stand outside it."""

    recording_file = models.ForeignKey(
        "media.SiteMedia", verbose_name=_("own file"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("Sound or video that this site plays itself."),
    )  # fmt: skip
    recording_url = models.URLField(
        _("or its address elsewhere"),
        blank=True,
        help_text=_("On YouTube or Vimeo; loads only when a reader asks for it."),
    )
    recording_language = models.CharField(_("language that is spoken"), max_length=5, choices=LANGUAGES, default="nl")
    recording_poster = models.ForeignKey(
        "media.SiteImage", verbose_name=_("still"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text=_("What stands in the player before it starts. Empty: the main image."),
    )  # fmt: skip

    class Meta:
        abstract = True

    page_select_related = ("hero_image", "recording_file", "recording_poster")
    synchronized_fields = ("recording_file_id", "recording_url", "recording_language", "recording_poster_id")
    synchronized_relations = {
        "caption_tracks": ["language", "kind", "made", "source", "cues", "corrections", "made_for", "sort_order"],
    }

    def clean(self):
        """One recording, with a privacy-friendly player."""
        super().clean()
        if self.recording_url and self.recording_file_id:
            raise ValidationError({"recording_url": _("Choose one: an own file, or an address elsewhere.")})
        if self.recording_url and not find_player(self.recording_url):
            raise ValidationError({"recording_url": _("Use the address of one video on YouTube or Vimeo.")})

    @property
    def has_recording(self) -> bool:
        """Whether there is a recording, by the page's own data."""
        return bool(self.recording_url or self.recording_file_id)

    @cached_property
    def tracks(self) -> list:
        """The rows of captions; those of the published version know in the same query whether a guest took something back."""
        rows = self.caption_tracks.all()
        if in_memory(self, "caption_tracks"):
            return list(rows)
        about = Consent.objects.over().about(self.translation_key, self.recording_identity)
        return list(rows.defer("source").annotate(taken_back=Exists(about)))

    @cached_property
    def held(self):
        """What guests took back, asked of every version in every language."""
        from talkshows.consent.policy import ConsentRestrictions, find_restrictions  # noqa: PLC0415 -- it reads the models

        if self.has_recording and self.tracks and not getattr(self.tracks[0], "taken_back", True):
            return ConsentRestrictions()
        return find_restrictions(self.translation_key, self.recording_identity)

    @cached_property
    def recording(self):
        """The recording as readers may have it, or None."""
        from talkshows.recordings.player import find_recording  # noqa: PLC0415 -- it reads the models

        return find_recording(self)

    @cached_property
    def localized_people(self) -> list[tuple]:
        """The people of the entry, without those who took their consent back."""
        rows = super().localized_people
        return [row for row in rows if not self.held.hides_person(row[1], row[2].translation_key if row[2] else None)]

    @property
    def recording_identity(self) -> str:
        """The very file or address that is played; another file, also under the same title, is another recording."""
        if self.recording_file_id and self.recording_file:
            return identify_file(self.recording_file)
        return f"url:{self.recording_url}" if self.recording_url else ""

    @property
    def is_silenced(self) -> bool:
        """Whether this page, as it is being shown, has a recording that a guest took back; asks nothing for a card."""
        return "recording" in self.__dict__ and self.recording is not None and self.recording.offline

    def get_context(self, request, *args, **kwargs):
        """Add the recording, and the moment that the address names."""
        recording = None if self.cancelled else self.recording
        if recording:
            stills = {image.pk: image for image in (self.hero_image, self.recording_poster) if image}
            prefetch_related_objects(list(stills.values()), "renditions")
        context = super().get_context(request, *args, **kwargs)
        second = read_moment(request.GET.get("t", "")) if recording else None
        moment = recording.moment(second) if recording else []
        context.update(
            recording=recording,
            second=second,
            moment=moment,
            pieces=recording.pieces(second, request.GET.get("words") == "all") if recording else [],
            spoken=next((line.anchor for line, is_it in moment if is_it), ""),
            embed=recording.player_at(second) if recording else "",
        )
        if self.held.names:
            self.held.mask_documents(context["documents"])
        return context

    def find_obstacles(self) -> list[tuple[str, str]]:
        """Return (field, what is missing) that keeps this version from being published."""
        spoken = {track.language for track in self.caption_tracks.all() if track.get_cues()}
        if not self.has_recording or self.recording_language in spoken:
            return []
        return [("recording_language", missing_captions(self.get_recording_language_display()))]

    def publish(self, revision, *args, **kwargs):
        """Publish a version, unless its recording has no captions: by whatever way, the workflow's approval included."""
        obstacles = revision.as_object().find_obstacles()
        if obstacles:
            raise NotPublishableError(self, [message for _field, message in obstacles])
        return super().publish(revision, *args, **kwargs)

    def render_content(self, request=None) -> str:
        """Return the entry's own words, without the names of guests who took their consent back."""
        html = super().render_content(request)
        return mark_safe(self.held.mask_html(html)) if self.held.names else html

    def get_passages(self):
        """Yield what the page says, then what is said in the recording."""
        order = 0
        for passage in super().get_passages():
            order = passage.order + 1
            yield passage
        recording = None if self.cancelled else self.recording
        if recording and recording.transcript:
            yield from recording.make_passages(order)

    def forget_recording(self) -> None:
        """Take the recording and all that belongs to it off this page."""
        self.recording_file = self.recording_poster = None
        self.recording_url = ""
        self.caption_tracks, self.chapters = [], []

    def serve(self, request, *args, **kwargs):
        """Allow the player's host where there is a recording elsewhere."""
        serve = super().serve
        if self.recording_url:
            serve = csp_replace({"frame-src": PLAYER_HOSTS})(serve)
        return serve(request, *args, **kwargs)
