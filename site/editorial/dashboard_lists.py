"""Lists on the start page beside the open work: what is planned, what was published, and what other apps add."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from core.extensions import StartList, StartRow, start_lists
from core.models import EntryPage
from directory.localisation import get_locale
from editorial.edit_grants import TRANSLATIONS
from editorial.translations.table import list_pages

ROWS = 5
RECENT = timedelta(days=14)


def find_lists(user) -> list[StartList]:
    """Return the lists that have rows for this user."""
    found = [list_untranslated(user), list_planned(user), list_recent(), *(make(user) for make in start_lists)]
    return [one for one in found if one is not None and one.rows]


def list_untranslated(user) -> StartList | None:
    """Return the public pages that lack a language, the last changed first, for who translates."""
    if user.is_superuser or not user.has_perm(TRANSLATIONS):
        return None
    rows = [
        StartRow(
            page.get_admin_display_title(),
            _("on the site, not in every language"),
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]),
        )
        for page in list_pages(missing=True).filter(live=True)[:ROWS]
    ]
    return StartList(_("To be translated"), rows, f"{reverse('translation_table')}?staat=ontbreekt")


def list_planned(user) -> StartList:
    """Return the coming publications: the user's own, and all of them for who may publish."""
    planned = Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now()).order_by("approved_go_live_at")
    moments = dict(planned.values_list("object_id", "approved_go_live_at")[: 4 * ROWS])
    pages = Page.objects.in_bulk([int(pk) for pk in moments])
    rows = []
    for pk, planned_for in moments.items():
        page = pages.get(int(pk))
        if page is None or not (page.owner_id == user.pk or page.permissions_for_user(user).can_publish()):
            continue
        moment = _format_moment(planned_for)
        rows.append(
            StartRow(page.get_admin_display_title(), _("goes live on %(moment)s") % {"moment": moment}, _edit(page))
        )
    return StartList(_("Planned"), rows[:ROWS])


def list_recent() -> StartList:
    """Return what was published last."""
    entries = EntryPage.objects.readable().filter(last_published_at__gte=timezone.now() - RECENT).defer("body")
    entries = entries.filter(locale=get_locale("nl"))  # a translation comes with its source
    rows = [
        StartRow(
            page.title, f"{page.kind_label}, {_format_moment(page.last_published_at)}", page.get_url() or _edit(page)
        )
        for page in entries.order_by("-last_published_at")[:ROWS]
    ]
    return StartList(_("Recently published"), rows)


def _format_moment(moment) -> str:
    return date_format(timezone.localtime(moment), "j F, H:i")


def _edit(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
