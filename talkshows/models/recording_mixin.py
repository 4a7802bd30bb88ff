"""Recording fields of an event page, with its consent restrictions, and the captions and consents required to publish it."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, prefetch_related_objects
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtailmedia.edit_handlers import MediaChooserPanel

from core.admin.required_marks import MarkedFieldPanel, MarkedInlinePanel
from core.blocks.players import find_player
from core.entries.publishing import NotPublishableError
from core.entries.relations import in_memory
from talkshows.captions.requirements import get_missing_captions_message
from talkshows.captions.transcript import parse_start_time
from talkshows.consent.guests import STATEMENT, find_consent_error, list_guests
from talkshows.consent.policy import ConsentRestrictions, get_restrictions
from talkshows.consent.requirements import find_naming_errors
from talkshows.consent.statement import holds, keep_subject
from talkshows.models.captions import LANGUAGES, get_file_identity
from talkshows.models.consent import Consent
from talkshows.recordings.player import find_recording


def lacks_captions(page) -> bool:
    """Return whether the page has a recording without captions in the language that is spoken."""
    return any(field == "recording_language" for field, _message in page.find_publishing_errors())


def lacks_consent(page) -> bool:
    """Return whether the page has a recording of which a consent has to be recorded still."""
    return any(field == STATEMENT for field, _message in page.find_publishing_errors())


def recording_panels() -> list:
    """Return the edit panels of a recording: file or URL, captions, chapters."""
    return [
        MultiFieldPanel(
            [
                MediaChooserPanel("recording_file"),
                FieldPanel("recording_url"),
                FieldRowPanel([FieldPanel("recording_language"), FieldPanel("recording_poster")]),
                MarkedFieldPanel(STATEMENT, required_when=lacks_consent),
            ],
            heading=_("Recording"),
        ),
        MarkedInlinePanel(
            "caption_tracks", required_when=lacks_captions, heading=_("Captions and subtitles"), label=_("Caption file")
        ),
        FieldPanel("chapters_file"),
        InlinePanel("chapters", heading=_("Chapters"), label=_("Chapter")),
    ]


class RecordingMixin(models.Model):
    """A page with a recording. File, captions and chapters are part of page revisions; consents are not."""

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
        help_text=_("What stands in the player before it starts. If you choose none, it is the main image."),
    )  # fmt: skip
    no_recognisable_guest = models.BooleanField(
        _("no guest is recognisable"), default=False,
        help_text=_(
            "Tick this only when nobody can be seen, heard or read by name in this recording but those who made it and guests "
            "whose consent is recorded. Otherwise the consent of every guest is recorded before the recording is published."
        ),
    )  # fmt: skip

    statement_about = models.CharField(max_length=32, blank=True, editable=False)  # talkshows.consent.statement

    class Meta:
        abstract = True

    page_select_related = ("hero_image", "recording_file", "recording_poster")
    synchronized_fields = (
        "recording_file_id", "recording_url", "recording_language", "recording_poster_id", STATEMENT, "statement_about",
    )  # fmt: skip
    synchronized_relations = {
        "caption_tracks": ["language", "kind", "made", "source", "cues", "corrections", "made_for", "sort_order"],
    }

    def save(self, *args, **kwargs):
        """Save the page with what its statement about guests is about."""
        if not kwargs.get("update_fields"):
            keep_subject(self)
        return super().save(*args, **kwargs)

    def clean(self):
        """Validate that there is one recording, and that its URL belongs to a supported player."""
        super().clean()
        if self.recording_url and self.recording_file_id:
            raise ValidationError({"recording_url": _("Choose one: an own file, or an address elsewhere.")})
        if self.recording_url and not find_player(self.recording_url):
            raise ValidationError({"recording_url": _("Use the address of one video on YouTube or Vimeo.")})

    @property
    def has_recording(self) -> bool:
        """Whether a recording file or URL is set."""
        return bool(self.recording_url or self.recording_file_id)

    @cached_property
    def tracks(self) -> list:
        """Caption tracks; those read from the database are annotated with `has_ended_consents`."""
        rows = self.caption_tracks.all()
        if in_memory(self, "caption_tracks"):
            return list(rows)
        about = Consent.objects.ended().for_entry(self.translation_key, self.recording_identity)
        # The order of rows that nobody put in an order is that of making, on every database.
        return list(rows.order_by("sort_order", "pk").defer("source").annotate(has_ended_consents=Exists(about)))

    @cached_property
    def restrictions(self):
        """ConsentRestrictions of this entry and recording."""
        if self.has_recording and self.tracks and not getattr(self.tracks[0], "has_ended_consents", True):
            return ConsentRestrictions()
        key = self.alias_of.translation_key if self.alias_of_id else self.translation_key
        return get_restrictions(key, self.recording_identity)

    @cached_property
    def recording(self):
        """Recording as far as consents allow it, or None."""
        return find_recording(self)

    @cached_property
    def localized_people(self) -> list[tuple]:
        """People of the entry, without guests whose consent has ended."""
        rows = super().localized_people
        return [
            row
            for row in rows
            if not self.restrictions.hides_person(row[1], row[2].translation_key if row[2] else None)
        ]

    @property
    def recording_identity(self) -> str:
        """Identity of the file or URL: `file:ID:NAME`, `url:URL` or an empty string. A replaced file gets a new one."""
        if self.recording_file_id and self.recording_file:
            return get_file_identity(self.recording_file)
        return f"url:{self.recording_url}" if self.recording_url else ""

    @property
    def is_recording_withdrawn(self) -> bool:
        """Whether the loaded recording is withdrawn; False while `recording` was not read, so cards need no query."""
        return "recording" in self.__dict__ and self.recording is not None and self.recording.is_withdrawn

    def get_context(self, request, *args, **kwargs):
        """Add the recording, its transcript, and the position given by `?t=` (seconds)."""
        recording = None if self.cancelled else self.recording
        if recording:
            stills = {image.pk: image for image in (self.hero_image, self.recording_poster) if image}
            prefetch_related_objects(list(stills.values()), "renditions")
        if self.restrictions.names:
            self.restrictions.redact_images(image for image in (self.hero_image, self.recording_poster) if image)
        context = super().get_context(request, *args, **kwargs)
        second = parse_start_time(request.GET.get("t", "")) if recording else None
        context.update(
            recording=recording,
            second=second,
            sections=recording.get_sections(second, request.GET.get("words") == "all") if recording else [],
            current_line=recording.find_line(second) if recording else None,
            embed=recording.get_player_url(second) if recording else "",
        )
        if self.restrictions.names:
            self.restrictions.redact_documents(context["documents"])
        return context

    def find_publishing_errors(self) -> list[tuple[str, str]]:
        """Return (field name, message) pairs that prevent publishing this version."""
        errors = find_naming_errors(self)
        if not self.has_recording:
            return errors
        spoken = {track.language for track in self.caption_tracks.all() if track.get_cues()}
        if self.recording_language not in spoken:
            message = get_missing_captions_message(self.get_recording_language_display())
            errors.append(("recording_language", message))
        if not holds(self):
            missing = find_consent_error(self, self.recording_identity, list_guests(self.contributions.all()))
            errors += [(STATEMENT, missing)] if missing else []
        return errors

    def save_revision(self, *args, **kwargs):
        """Save a revision with what its statement about guests is about."""
        keep_subject(self)
        return super().save_revision(*args, **kwargs)

    def publish(self, revision, *args, **kwargs):
        """Publish or plan a revision; raise NotPublishableError when it lacks captions or a consent, or names somebody without."""
        errors = revision.as_object().find_publishing_errors()
        if errors:
            raise NotPublishableError(self, [message for _field, message in errors])
        return super().publish(revision, *args, **kwargs)

    def render_content(self, request=None) -> str:
        """Return the entry's HTML with the names of guests whose consent has ended redacted."""
        html = super().render_content(request)
        return mark_safe(self.restrictions.redact_html(html)) if self.restrictions.names else html

    def copy(self, *args, **kwargs):
        """Copy the page; without its revisions, and so without what holds for them, guests who took consent back are left out."""
        copied = super().copy(*args, **kwargs)
        if not kwargs.get("copy_revisions", True) and self.restrictions.is_restricted:
            for row in copied.contributions.select_related("person"):
                if self.restrictions.hides_person(row.name, row.person.translation_key if row.person else None):
                    row.delete()
        return copied

    def get_passages(self):
        """Yield the passages of the page, then those of the transcript."""
        order = 0
        for passage in super().get_passages():
            order = passage.order + 1
            yield passage
        recording = None if self.cancelled else self.recording
        if recording and recording.transcript:
            yield from recording.make_passages(order)

    def clear_recording(self) -> None:
        """Remove the recording, its captions and chapters from this page; does not save."""
        self.recording_file = self.recording_poster = None
        self.recording_url = ""
        self.no_recognisable_guest, self.statement_about = False, ""
        self.caption_tracks, self.chapters = [], []

    @property
    def loads_players(self) -> bool:
        """Whether the text or the recording is a video of another site."""
        return bool(self.recording_url) or super().loads_players
