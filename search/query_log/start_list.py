"""A list for the start page of the admin: what readers asked, and nothing was found."""

from urllib.parse import urlencode

from django.db.models import Max, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.extensions import StartList, StartRow
from search.models import LoggedQuery
from search.query_log.recorder import frequent_queries

ROWS = 5


def list_unanswered(user) -> StartList | None:
    """Return the questions without a result that were asked most, for who may see the query log."""
    if not user.has_perm("search.view_loggedquery"):
        return None
    asked = frequent_queries().annotate(times=Sum("number"), last=Max("day")).order_by("-times", "text")
    last_days = {row["last"] for row in asked}
    found = {
        (row.language, row.text): row.found for row in LoggedQuery.objects.filter(day__in=last_days).order_by("day")
    }
    rows = [row for row in asked if not found.get((row["language"], row["text"]), 0)][:ROWS]
    return StartList(_("Searched, and nothing found"), [_make_row(row) for row in rows], reverse("zoekvragen:index"))


def _make_row(row: dict) -> StartRow:
    with override(row["language"]):
        url = f"{reverse('search')}?{urlencode({'q': row['text']})}"
    return StartRow(
        row["text"], ngettext("%(number)d time", "%(number)d times", row["times"]) % {"number": row["times"]}, url
    )
