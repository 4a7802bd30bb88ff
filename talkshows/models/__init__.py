"""Models of talk show series, episodes, gatherings, the agenda, captions, consents and the countdown of messages."""

from talkshows.models.agenda import AgendaPage
from talkshows.models.captions import CaptionTrack, Chapter
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage
from talkshows.models.gathering import GatheringPage
from talkshows.models.promotion import SentMessage
from talkshows.models.series import SeriesPage

__all__ = [
    "AgendaPage",
    "CaptionTrack",
    "Chapter",
    "Consent",
    "EpisodePage",
    "GatheringPage",
    "SentMessage",
    "SeriesPage",
]
