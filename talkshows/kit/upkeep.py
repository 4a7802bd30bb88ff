"""Keeps the files of kits up to date: what comes is drawn before somebody asks, what is not public any more is removed."""

import logging

from django.conf import settings

from directory.localisation import locale_for
from page_cache.state import name_state
from talkshows.events.queries import find_upcoming
from talkshows.kit.drawing import BusyError, DrawingError
from talkshows.kit.facts import collect_facts, find_version
from talkshows.kit.store import forget_kit, get_files, has_files, list_kept
from talkshows.models.episode import EpisodePage

logger = logging.getLogger("talkshows.kit")
PREPARED = 40  # of the nearest events; the files of others are drawn when somebody asks
PER_ROUND = 2  # kits drawn in one round, so that the clock of the worker goes on


class Upkeep:
    """What this process knows of the kits on disk. A round returns quickly while nothing has changed that readers see."""

    def __init__(self):
        self.failed: set[tuple[str, str]] = (
            set()
        )  # (event, version) that cannot be drawn: reported once, not tried each round
        self.settled: str | None = None  # state of the site in which nothing was left to do

    def __call__(self) -> int:
        """Draw upcoming kits whose files are missing or old, and remove those of no public event; return how many were drawn."""
        state = name_state()
        if state is not None and state == self.settled:
            return 0
        made, is_done = self._draw_missing()
        remove_withdrawn()
        self.settled = state if is_done else None
        return made

    def _draw_missing(self) -> tuple[int, bool]:
        """Return how many kits were drawn, and whether none is left."""
        made = 0
        for facts in _list_upcoming():
            mark = (facts.key, facts.version)
            if mark in self.failed or has_files(facts):
                continue
            if made >= PER_ROUND:
                return made, False
            try:
                get_files(facts)
                made += 1
            except BusyError:
                return made, False
            except DrawingError as error:
                self.failed.add(mark)
                logger.error("the kit of event %s cannot be drawn: %s", facts.key, error)
        return made, True


keep_kits = Upkeep()


def _list_upcoming():
    seen = set()
    for code, _name in settings.LANGUAGES:
        for event in find_upcoming(locale_for(code).pk).defer("body")[:PREPARED]:
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
