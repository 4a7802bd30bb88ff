"""Models of the editorial app."""

from editorial.calendar.models import ReviewDate
from editorial.daily import DailyRun
from editorial.inbox.models import MailChoice, Notice
from editorial.links.models import LinkedAddress, PageLink
from editorial.models.applied_role import AppliedRole
from editorial.models.board_member import BoardMember
from editorial.models.board_task import BoardTask
from editorial.models.co_author import CoAuthor
from editorial.models.editor_tab import EditorTab
from editorial.models.review_step import ReviewStep
from editorial.reports.models import EntryFindings

__all__ = [
    "AppliedRole",
    "BoardMember",
    "BoardTask",
    "CoAuthor",
    "DailyRun",
    "EditorTab",
    "EntryFindings",
    "LinkedAddress",
    "MailChoice",
    "Notice",
    "PageLink",
    "ReviewDate",
    "ReviewStep",
]
