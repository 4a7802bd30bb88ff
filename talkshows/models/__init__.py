"""Models of talk show series, episodes, gatherings, the agenda, captions and consents."""

from talkshows.models.agenda import AgendaPage
from talkshows.models.captions import CaptionTrack, Chapter
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage
from talkshows.models.gathering import GatheringPage
from talkshows.models.series import SeriesPage

__all__ = ["AgendaPage", "CaptionTrack", "Chapter", "Consent", "EpisodePage", "GatheringPage", "SeriesPage"]
