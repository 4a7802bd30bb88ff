"""Page models of reports, articles, interviews, minutes and editions."""

from publications.models.article import ArticlePage
from publications.models.edition import EditionPage
from publications.models.interview import InterviewPage, Speaker
from publications.models.minutes import Decision, MinutesAction, MinutesPage
from publications.models.report import ReportPage

__all__ = [
    "ArticlePage",
    "Decision",
    "EditionPage",
    "InterviewPage",
    "MinutesAction",
    "MinutesPage",
    "ReportPage",
    "Speaker",
]
