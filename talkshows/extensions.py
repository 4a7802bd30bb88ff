"""What talk shows add to the site: events to come, a series on the home page, feeds, and what consent holds back."""

from core.extensions import (
    card_relations,
    feed_sources,
    redaction_sources,
    series_timelines,
    startup_tasks,
    upcoming_events,
)
from media.extensions import withdrawn_file_checks
from talkshows.consent.policy import is_withdrawn
from talkshows.consent.redaction_source import ConsentRedactionSource
from talkshows.events.feeds import EventFeedSource
from talkshows.events.queries import find_next
from talkshows.events.timeline import find_timeline
from talkshows.tasks import trim_waiting

card_relations.add("episodepage")
upcoming_events.add(find_next)
series_timelines.add(find_timeline)
feed_sources.add(EventFeedSource())
redaction_sources.add(ConsentRedactionSource())
withdrawn_file_checks.add(is_withdrawn)
startup_tasks.add(trim_waiting)
