"""Registrations in the extension points of `core` and `media`: upcoming events, feeds, fixed pages, redactions, reminders, kits, tasks."""

from django.utils.translation import gettext_lazy as _

from core.extensions import (
    FixedPage,
    calendar_sources,
    card_relations,
    completeness_rules,
    feed_sources,
    fixed_pages,
    listing_programmes,
    open_work_finders,
    periodic_work,
    redaction_sources,
    series_timelines,
    share_pictures,
    startup_tasks,
    upcoming_events,
)
from media.extensions import file_copy_hooks, file_replacement_hooks, withdrawn_file_checks
from page_cache.state import clock_moments
from subscriptions.kinds import kinds
from talkshows.completeness import check_recording
from talkshows.consent.copies import cover_copy
from talkshows.consent.policy import is_file_withdrawn
from talkshows.consent.redaction_source import ConsentRedactionSource
from talkshows.consent.replaced_files import carry_over
from talkshows.consent.rewrite import rewrite_due
from talkshows.consent.waiting import find_rewriting
from talkshows.events.board_calendar import find_calendar_dates
from talkshows.events.feeds import EventFeedSource
from talkshows.events.programme import EventProgramme
from talkshows.events.queries import find_next_moment, find_planned
from talkshows.events.timeline import find_timeline
from talkshows.kit.countdown import find_promotion
from talkshows.kit.share import find_event_card
from talkshows.kit.upkeep import keep_kits
from talkshows.reminders.kind import Reminders
from talkshows.tasks import rewrite_ended, trim_waiting

card_relations.add("episodepage")
upcoming_events.add(find_planned)
calendar_sources.add(find_calendar_dates)
clock_moments.add(find_next_moment)
series_timelines.add(find_timeline)
listing_programmes.add(EventProgramme())
feed_sources.add(EventFeedSource())
fixed_pages.add(
    FixedPage("agenda_calendar", _("Agenda as a calendar (.ics)"), (_("calendar"), "iCal", "ics")),
    FixedPage("listen", _("Podcast of the talks"), ("podcast", "RSS", "audio", "radio", _("listen"), _("listen to"))),
)
redaction_sources.add(ConsentRedactionSource())
open_work_finders.add(find_rewriting, find_promotion)
share_pictures.add(find_event_card)
withdrawn_file_checks.add(is_file_withdrawn)
file_copy_hooks.add(cover_copy)
file_replacement_hooks.add(carry_over)
kinds.add(Reminders())
periodic_work.add(rewrite_due, keep_kits)
startup_tasks.add(rewrite_ended, trim_waiting)
completeness_rules.add(check_recording)
