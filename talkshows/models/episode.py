"""An episode of a series; its state follows from its fields and the current time."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.admin.panels import entry_tabs
from core.admin.required_marks import MarkedFieldPanel
from core.blocks.players import find_player
from core.entries.facts import Fact
from core.models import EntryPage
from talkshows.events.cancellation import find_cancellation_date
from talkshows.events.date_text import format_date_range, format_end, format_start_time
from talkshows.events.forms import EpisodeForm
from talkshows.models.recording_mixin import RecordingMixin, recording_panels
from talkshows.recordings.structured_data import format_start, get_event_data

DEFAULT_DURATION = timedelta(hours=2)  # of an event without an end
TOP_END = "<!--top-->"  # separates the part of the rendered content that the page header shows from the rest
SPEAKER_ROLES = ["host", "moderator", "guest", "interviewee"]  # in display order


def has_end(page) -> bool:
    """Return whether the event has an end, and so needs a start."""
    return bool(page.end)


def find_next(episodes: list):
    """Return the announced episode that comes first, one without a date only where none has one; or None."""
    announced = [episode for episode in episodes if episode.state == EpisodePage.State.ANNOUNCED]
    dated = [episode for episode in announced if episode.start]
    return min(dated, key=lambda episode: episode.start) if dated else next(iter(announced), None)


def event_panels(*beside_date) -> list:
    """Return the edit panels of an event: date, venue, stream, recording, cancellation."""
    return [
        MultiFieldPanel(
            [FieldRowPanel([MarkedFieldPanel("start", required_when=has_end), FieldPanel("end")]), *beside_date],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldPanel("venue"), FieldPanel("venue_note"), FieldPanel("signup_url")],
            heading=_("Where, and how to join"),
        ),
        FieldPanel(
            "stream_url",
            heading=_("Live"),
            help_text=_(
                "Where people watch along that evening: the address on YouTube or Vimeo. The recording has a field of its own."
            ),
        ),
        *recording_panels(),
        MultiFieldPanel(
            [FieldPanel("cancelled"), FieldPanel("cancelled_reason")], heading=_("Cancelled?"), classname="collapsed"
        ),
    ]


class EpisodePage(RecordingMixin, EntryPage):
    """One event of a series. Times are stored in UTC and displayed in the site's time zone."""

    class State(models.TextChoices):
        """Computed state of an episode; not stored."""

        ANNOUNCED = "announced", _("Announced")
        LIVE = "live", _("Live")
        RECORDED = "recorded", _("Recording")
        PAST = "past", _("Past")
        CANCELLED = "cancelled", _("Cancelled")

    number = models.PositiveSmallIntegerField(_("episode number"), null=True, blank=True)
    start = models.DateTimeField(
        _("start"), null=True, blank=True, help_text=_("Local time in The Hague. Empty while no date is known.")
    )
    end = models.DateTimeField(_("end"), null=True, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    venue_note = models.CharField(
        _("about the venue"),
        max_length=300,
        blank=True,
        help_text=_("How to get in: step-free, hearing loop, sign language."),
    )
    signup_url = models.URLField(_("sign-up address"), blank=True)
    stream_url = models.URLField(_("stream address"), blank=True)
    cancelled = models.BooleanField(_("cancelled"), default=False)
    cancelled_reason = models.CharField(_("why cancelled"), max_length=200, blank=True)

    is_creatable = True
    calendar_fields = ("start", "end")
    page_description = _("One evening of a talk show series: announcement first, recording with subtitles later.")
    review_after = None
    kind_example = _("Den Haag Draait Door, evening 3")
    next_label = _("Make the next episode")
    contributors_anchor = "at-the-table"
    kind, tab, cover, schema_type = "episode", "talk", "talk", "Event"
    map_kind = "event"
    icon = "media"
    parent_page_types = ["talkshows.SeriesPage"]
    search_fields = [*EntryPage.search_fields, index.SearchField("venue"), index.FilterField("start")]
    base_form_class = EpisodeForm
    edit_handler = entry_tabs(event_panels(FieldPanel("number")))

    class Meta:
        verbose_name = _("talk show episode")
        verbose_name_plural = _("talk show episodes")

    def clean(self):
        """Validate that `end` comes with a `start` and lies after it."""
        super().clean()
        if self.end and not self.start:
            raise ValidationError({"start": _("An episode that ends has a start.")})
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The end lies before the start.")})

    @property
    def state(self) -> str:
        """State at the current time."""
        now = timezone.now()
        if self.cancelled:
            return self.State.CANCELLED
        if self.has_recording:
            return self.State.PAST if self.is_recording_withdrawn else self.State.RECORDED
        if not self.start or now < self.start:
            return self.State.ANNOUNCED
        return self.State.LIVE if now < self.effective_end else self.State.PAST

    @property
    def effective_end(self) -> datetime | None:
        """`end`, or `start` plus DEFAULT_DURATION; None without a start."""
        return self.end or (self.start and self.start + DEFAULT_DURATION)

    @property
    def state_label(self) -> str:
        """Label of the state."""
        return self.State(self.state).label

    card_day_field = "start"

    @property
    def when(self) -> str:
        """Date and hours for display, or an empty string."""
        return format_date_range(self.start, self.end) if self.start else ""

    @property
    def start_time_text(self) -> str:
        """Start time for display, or an empty string."""
        return format_start_time(self.start) if self.start else ""

    @property
    def end_time_text(self) -> str:
        """End time for display, or an empty string."""
        return format_end(self.effective_end) if self.start else ""

    @cached_property
    def cancellation_date(self) -> datetime | None:
        """When readers could first see that it is cancelled, or None."""
        return find_cancellation_date(self) if self.cancelled else None

    @property
    def will_be_streamed(self) -> bool:
        """Whether the event has a stream and is not cancelled."""
        return bool(self.stream_url) and not self.cancelled

    @property
    def stream_player(self) -> str:
        """Embed URL of the stream's cookieless player, or an empty string."""
        found = find_player(self.stream_url) if self.stream_url else None
        return found[1] if found else ""

    @property
    def calendar_url(self) -> str:
        """URL of this event's iCalendar file, or an empty string without a start or a page URL."""
        url = self.url if self.start else None
        return f"{url}agenda.ics" if url else ""

    @property
    def speakers(self) -> list[tuple]:
        """Contributions with a speaker role, hosts first; same tuples as `localized_people`."""
        found = [row for row in self.localized_people if row[3] in SPEAKER_ROLES]
        return sorted(found, key=lambda row: SPEAKER_ROLES.index(row[3]))

    @property
    def other_contributors(self) -> list[tuple]:
        """Contributions with any other role, such as author."""
        return [row for row in self.localized_people if row[3] not in SPEAKER_ROLES]

    def get_facts(self):
        """Return the venue, then the inherited facts."""
        return [*self.get_searchable_facts(), *super().get_facts()]

    def get_searchable_facts(self):
        """Return the venue once there is a recording; before that the page shows it under date and place."""
        return [Fact.of(_("Venue"), self.venue, self.venue_note)] if self.has_recording else []

    def get_citation(self):
        """Return the start date as the publication date; a recording is cited as a broadcast."""
        start = {"published": timezone.localtime(self.start).date()} if self.start else {}
        return {**start, "type": "broadcast"} if self.recording and not self.recording.is_withdrawn else start

    def find_moment(self, second):
        """Return the line of the transcript that is spoken then, or the player where there is no transcript."""
        return self.recording.find_moment(second) if self.recording else None

    def get_structured_data(self):
        """Return the schema.org Event properties of the episode, its series and its recording."""
        series = self.find_series()
        first = (
            self.start
            and series
            and EpisodePage.objects.child_of(series).live().aggregate(first=models.Min("start"))["first"]
        )
        above = (
            {
                "@type": "EventSeries",
                "name": series.title,
                "url": f"{settings.SITE_URL}{series.url}",
                "startDate": format_start(first),
            }
            if first
            else None
        )
        return {**get_event_data(self), "superEvent": above}

    def get_context(self, request, *args, **kwargs):
        """Add the series, its episodes, and the previous and next episode."""
        context = super().get_context(request, *args, **kwargs)
        top, end, content = context["content"].partition(TOP_END)
        series = self.find_series()
        episodes = list_episodes(series) if series else []
        index = next((at for at, episode in enumerate(episodes) if episode.pk == self.pk), None)
        context.update(
            top=mark_safe(top if end else ""),
            content=mark_safe(content if end else top),
            series=series,
            episodes=episodes,
            previous=episodes[index - 1] if index else None,
            next=episodes[index + 1] if index is not None and index + 1 < len(episodes) else None,
            instead=find_next(episodes) if self.cancelled else None,
        )
        return context

    def prepare_next(self) -> None:
        """Clear date, text and recording of a copied event; keep place and people."""
        self.number = self.number + 1 if self.number else None
        self.start = self.end = None
        self.lead = ""
        self.body = []
        self.signup_url = self.stream_url = self.cancelled_reason = ""
        self.cancelled = False
        self.clear_recording()

    def find_series(self):
        """Return the parent series while it is published, or None."""
        return self.published_parent

    @property
    def loads_players(self) -> bool:
        """Whether the text, the recording or what is live now is a video of another site."""
        return bool(self.stream_player and self.state == self.State.LIVE) or super().loads_players


def list_episodes(series) -> list[EpisodePage]:
    """Return the public episodes of a series, ordered by number, with `body` deferred."""
    return list(EpisodePage.objects.child_of(series).readable().defer("body").order_by("number", "start"))
