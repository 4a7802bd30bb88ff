"""Keeps the files of kits up to date: what comes is drawn before somebody asks, what is not public any more is removed."""

import logging

from django.conf import settings

from directory.localisation import locale_for
from talkshows.events.queries import find_upcoming
from talkshows.kit.drawing import BusyError, DrawingError
from talkshows.kit.facts import collect_facts, find_version
from talkshows.kit.store import forget_kit, get_files, has_files, list_kept
from talkshows.models.episode import EpisodePage

logger = logging.getLogger("talkshows.kit")
PREPARED = 40  # of the nearest events; the files of others are drawn when somebody asks
PER_ROUND = 4  # kits drawn in one round, so that the clock of the worker goes on
_failed: set[tuple[str, str]] = set()  # (event, version) that cannot be drawn: reported once, not tried at every round


def keep_kits() -> int:
    """Draw the kits of upcoming events whose files are missing or old, and remove those of no public event; return how many."""
    made = 0
    for facts in _list_upcoming():
        if made >= PER_ROUND:
            break
        mark = (facts.key, facts.version)
        if mark in _failed or has_files(facts):
            continue
        try:
            get_files(facts)
            made += 1
        except BusyError:
            break
        except DrawingError as error:
            _failed.add(mark)
            logger.error("the kit of event %s cannot be drawn: %s", facts.key, error)
    remove_withdrawn()
    return made


def _list_upcoming():
    seen = set()
    for code, _name in settings.LANGUAGES:
        locale = locale_for(code)
        events = find_upcoming(locale.pk).defer("body")[:PREPARED] if locale else ()
        for event in events:
            if event.translation_key in seen:
                continue
            seen.add(event.translation_key)
            own = event.specific
            for language, _label in settings.LANGUAGES:
                yield collect_facts(find_version(own, language), language)


def remove_withdrawn() -> None:
    """Remove the kept files of events that are not public any more."""
    kept = set(list_kept())
    if kept:
        public = EpisodePage.objects.readable().filter(translation_key__in=kept).order_by()
        for key in kept - {str(found) for found in public.values_list("translation_key", flat=True)}:
            forget_kit(key)
