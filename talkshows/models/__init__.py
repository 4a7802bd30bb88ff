"""Series and their episodes."""

from talkshows.models.episode import EpisodePage
from talkshows.models.series import SeriesPage

__all__ = ["EpisodePage", "SeriesPage"]
