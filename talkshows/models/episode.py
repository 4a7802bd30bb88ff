"""An episode of a series: announced, live, recorded or cancelled, by its data and the clock."""

from datetime import datetime, timedelta

from csp.decorators import csp_replace
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from core.admin.panels import entry_tabs
from core.blocks.media import PLAYER_HOSTS, find_player
from core.entries.facts import Fact
from core.models import EntryPage
from talkshows.events.date_text import describe_end, describe_hour, describe_when
from talkshows.events.forms import EpisodeForm
from talkshows.models.recording_mixin import RecordingMixin, recording_panels

USUAL_LENGTH = timedelta(hours=2)  # of an evening whose end is not known
TOP_END = "<!--top-->"  # in the entry's own words: what stands before it is shown in the head of the page
AT_TABLE = ["host", "moderator", "guest", "interviewee"]  # roles of an evening, in this order


def event_panels(*beside_date) -> list:
    """Return the panels of an event: when, where, live and recording, cancelled."""
    return [
        MultiFieldPanel([FieldRowPanel([FieldPanel("start"), FieldPanel("end")]), *beside_date], heading=_("When")),
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
    """One evening of a series. Times are stored in UTC and shown in the city's time zone."""

    class State(models.TextChoices):
        """Where an episode is in its life."""

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
    next_label = _("Make the next episode")
    kind, tab, cover, schema_type = "episode", "talk", "talk", "Event"
    icon = "media"
    parent_page_types = ["talkshows.SeriesPage"]
    search_fields = [*EntryPage.search_fields, index.SearchField("venue"), index.FilterField("start")]
    base_form_class = EpisodeForm
    edit_handler = entry_tabs(event_panels(FieldPanel("number")))

    class Meta:
        verbose_name = _("talk show episode")
        verbose_name_plural = _("talk show episodes")

    def clean(self):
        """An episode ends after it starts."""
        super().clean()
        if self.end and not self.start:
            raise ValidationError({"start": _("An episode that ends has a start.")})
        if self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The end lies before the start.")})

    @property
    def state(self) -> str:
        """The state now."""
        now = timezone.now()
        if self.cancelled:
            return self.State.CANCELLED
        if self.has_recording:
            return self.State.PAST if self.is_silenced else self.State.RECORDED
        if not self.start or now < self.start:
            return self.State.ANNOUNCED
        return self.State.LIVE if now < self.ends else self.State.PAST

    @property
    def ends(self) -> datetime | None:
        """When it is over: as written, else after the usual length; None without a date."""
        return self.end or (self.start and self.start + USUAL_LENGTH)

    @property
    def state_label(self) -> str:
        """The state in words."""
        return self.State(self.state).label

    @property
    def card_day(self):
        """The day of the evening."""
        return self.start

    @property
    def when(self) -> str:
        """Day and hours in words, or empty."""
        return describe_when(self.start, self.end) if self.start else ""

    @property
    def begins(self) -> str:
        """At which hour it begins, or empty."""
        return describe_hour(self.start) if self.start else ""

    @property
    def until(self) -> str:
        """Until which hour it goes on."""
        return describe_end(self.ends) if self.start else ""

    @property
    def will_be_streamed(self) -> bool:
        """Whether readers can follow it from home."""
        return bool(self.stream_url) and not self.cancelled

    @property
    def stream_player(self) -> str:
        """Address of the stream's player without cookies, or empty."""
        found = find_player(self.stream_url) if self.stream_url else None
        return found[1] if found else ""

    @property
    def calendar_url(self) -> str:
        """Address of this event for a calendar program; empty while it has no date or address."""
        url = self.url if self.start else None
        return f"{url}agenda.ics" if url else ""

    @property
    def at_table(self) -> list[tuple]:
        """The people of the evening itself, the host first."""
        found = [row for row in self.localized_people if row[3] in AT_TABLE]
        return sorted(found, key=lambda row: AT_TABLE.index(row[3]))

    @property
    def other_contributors(self) -> list[tuple]:
        """Who had another part in it, such as its authors."""
        return [row for row in self.localized_people if row[3] not in AT_TABLE]

    def get_facts(self):
        """Put the venue in front."""
        return [*self.get_searchable_facts(), *super().get_facts()]

    def get_searchable_facts(self):
        """Return the venue of a recording; else it stands under when and where."""
        return [Fact.of(_("Venue"), self.venue, self.venue_note)] if self.has_recording else []

    def get_citation(self):
        """Date it by the evening itself."""
        return {"published": timezone.localtime(self.start).date()} if self.start else {}

    def get_structured_data(self):
        """Add when, where, with whom, whether it goes on, and the recording."""
        from talkshows.recordings.structured_data import describe_event  # noqa: PLC0415 -- keeps the model file light

        series = self.find_series()
        above = (
            {"@type": "EventSeries", "name": series.title, "url": series.full_url} if series and series.live else None
        )
        return {**describe_event(self), "superEvent": above}

    def get_context(self, request, *args, **kwargs):
        """Add the series with its episodes and the neighbours of this one."""
        context = super().get_context(request, *args, **kwargs)
        top, end, content = context["content"].partition(TOP_END)
        series = self.find_series()
        episodes = list_episodes(series) if series else []
        place = next((at for at, episode in enumerate(episodes) if episode.pk == self.pk), None)
        context.update(
            top=mark_safe(top if end else ""),
            content=mark_safe(content if end else top),
            series=series,
            episodes=episodes,
            previous=episodes[place - 1] if place else None,
            next=episodes[place + 1] if place is not None and place + 1 < len(episodes) else None,
        )
        return context

    def prepare_next(self) -> None:
        """Make a copy of this event ready for the next evening: place and people stay, day and recording go."""
        self.number = self.number + 1 if self.number else None
        self.start = self.end = None
        self.lead = ""
        self.body = []
        self.signup_url = self.stream_url = self.cancelled_reason = ""
        self.cancelled = False
        self.forget_recording()

    def find_series(self):
        """Return the series that this belongs to, or None."""
        return self.get_parent()

    def serve(self, request, *args, **kwargs):
        """Allow the player's host while an evening is streamed there."""
        serve = super().serve
        if self.stream_player and self.state == self.State.LIVE:
            serve = csp_replace({"frame-src": PLAYER_HOSTS})(serve)
        return serve(request, *args, **kwargs)


def list_episodes(series) -> list[EpisodePage]:
    """Return a series' public episodes by number, without their texts."""
    return list(EpisodePage.objects.child_of(series).readable().defer("body").order_by("number", "start"))
