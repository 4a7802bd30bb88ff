"""What the board adds to `core`: who may edit, lists of the start page, the dates of its calendar, and what the clock does."""

from core.extensions import calendar_sources, edit_grants, periodic_work, publication_tasks, start_lists
from editorial.calendar.sources import find_due, find_planned, find_reviews, find_withdrawals
from editorial.edit_grants import may_edit
from editorial.inbox.schedule import run_daily
from editorial.links.schedule import check_weekly
from editorial.links.tasks import read_links
from editorial.reading_along.concerns import may_read_along, may_read_draft
from editorial.record_list import list_records
from editorial.reports.findings import refresh
from media.extensions import draft_reader_checks, page_reader_checks

edit_grants.add(may_edit)
start_lists.add(list_records)
calendar_sources.add(find_planned, find_withdrawals, find_due, find_reviews)
publication_tasks.add(read_links)
periodic_work.add(run_daily, check_weekly, refresh)
page_reader_checks.add(may_read_along)
draft_reader_checks.add(may_read_draft)
