"""The background task of every day."""

from django_tasks import task

from search.saved_searches import schedule


@task()
def daily() -> str:
    """Run the daily job of search and schedule the next run."""
    try:
        return schedule.run_daily()
    finally:
        schedule.schedule_next(daily)
