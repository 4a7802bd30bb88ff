"""Series, their episodes, other gatherings, and the agenda of all."""

from talkshows.models.agenda import AgendaPage
from talkshows.models.episode import EpisodePage
from talkshows.models.gathering import GatheringPage
from talkshows.models.series import SeriesPage

__all__ = ["AgendaPage", "EpisodePage", "GatheringPage", "SeriesPage"]
