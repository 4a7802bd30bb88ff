"""Reports of what grows old or belongs to nobody: stale entries, and entries without an owner."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.names import name_of
from core.models import EntryPage
from directory.localisation import get_locale
from editorial.reports.base import EntryReport
from editorial.review_dates import get_review_day, is_overdue


class StaleReport(EntryReport):
    """Lists public entries of which the day has passed on which somebody was to look whether they are still true."""

    page_title = gettext_lazy("To look at again")
    header_icon = "history"
    index_url_name = "stale_report"
    index_results_url_name = "stale_report_results"

    def get_queryset(self):
        """Return the stale entries, those published longest ago first."""
        entries = EntryPage.objects.filter(is_overdue(timezone.localdate())).select_related("review_date")
        return entries.defer("body").order_by("last_published_at", "pk")

    def describe(self, entry) -> str:
        """Return since when it is due, and when it was published last."""
        day = get_review_day(entry)
        values = {"day": date_format(day, "j F Y") if day else "", "published": _format(entry.last_published_at)}
        return _("to be looked at by %(day)s; last published on %(published)s") % values


class OwnerColumn(Column):
    """A link to name an owner, where the user may."""

    cell_template_name = "editorial/owner_cell.html"


class OwnerReport(EntryReport):
    """Lists entries of which nobody who can sign in is the owner; a translation has that of its source."""

    page_title = gettext_lazy("Without an owner")
    header_icon = "user"
    index_url_name = "owner_report"
    index_results_url_name = "owner_report_results"
    columns = [*EntryReport.columns, OwnerColumn("owner_url", label=gettext_lazy("Owner"))]

    def get_queryset(self):
        """Return the entries of the first language without an owner, newest first."""
        entries = EntryPage.objects.filter(locale=get_locale("nl")).exclude(owner__in=find_owners().values("pk"))
        return entries.select_related("owner").defer("body").order_by("-latest_revision_created_at", "-pk")

    def prepare(self, entries: list) -> None:
        """Say of each entry where an owner is named, to who may publish."""
        may = policy_registry.get_by_type(Page).user_has_permission(self.request.user, "publish")
        for entry in entries:
            entry.owner_url = reverse("change_owner", args=[entry.pk]) if may else ""

    def describe(self, entry) -> str:
        """Return why it has no owner."""
        if entry.owner is None:
            return _("nobody was named")
        return _("%(who)s does not work here any more") % {"who": name_of(entry.owner)}


def find_owners() -> QuerySet:
    """Return the users who may own an entry: those who can sign in to the editing screens; some may stand there twice."""
    allowed = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    may_enter = Q(is_superuser=True) | Q(groups__permissions__in=allowed) | Q(user_permissions__in=allowed)
    return get_user_model().objects.filter(may_enter, is_active=True)


def _format(moment) -> str:
    return date_format(timezone.localtime(moment), "j F Y") if moment else ""
