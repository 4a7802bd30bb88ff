"""The generation of what readers see, as rows of which the sum counts."""

from django.db import models

# The generation; not a number while a row without an amount says that migrations run, and without any row.
GENERATION = "SELECT CASE WHEN COUNT(*) = COUNT(amount) THEN SUM(amount) END FROM page_cache_change"


class Change(models.Model):
    """Changes to what readers see: the sum of `amount` is the generation, which only grows.

    Each row says which table changed, none for a change that no table shows, and whether only columns changed that few queries read
    (`page_cache.tracked.Tracking.rarely_read`). SQLite has one row for each that grows: it has one writer at a time. PostgreSQL gets rows for each transaction, so that no writer waits for another one, and merges old rows now and then. A row
    without an amount closes the cache while migrations run.
    """

    table = models.CharField(max_length=63, default="", db_default="")
    is_minor = models.BooleanField(default=False, db_default=False)
    amount = models.BigIntegerField(null=True)
