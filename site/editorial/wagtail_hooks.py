"""What the board sees first, the list of all entries, and the next session out of the last."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from editorial.dashboard import StartPanel
from editorial.edit_conflicts import refuse_outdated_save
from editorial.entry_listing import EntryListing
from editorial.page_chooser import show_entries
from editorial.page_creation import make_entry, make_next
from editorial.reports import AccessibilityReport
from editorial.review_messages import show_remark, tell_decision
from editorial.translation_gate import ask_before_publishing


@hooks.register("register_admin_urls")
def own_addresses():
    """Return the addresses of the board's own views."""
    return [
        path("nieuw/<slug:kind>/", make_entry, name="make_entry"),
        path("reports/accessibility/", AccessibilityReport.as_view(), name="accessibility_report"),
        path(
            "reports/accessibility/results/",
            AccessibilityReport.as_view(results_only=True),
            name="accessibility_report_results",
        ),
        path("volgende/<int:pk>/", make_next, name="make_next"),
    ]


@hooks.register("register_admin_viewset")
def all_entries():
    """Return the list of all entries."""
    return EntryListing()


@hooks.register("register_reports_menu_item")
def accessibility_item():
    """Put the report on accessibility into the menu."""
    return MenuItem(_("Not accessible yet"), reverse("accessibility_report"), icon_name="circle-xmark", order=90)


@hooks.register("construct_homepage_panels")
def start_panel(request, panels):
    """Put what to do next before everything else."""
    panels.insert(0, StartPanel())


@hooks.register("register_page_header_buttons")
def next_button(page, user, next_url=None, **kwargs):
    """Offer the next session where a kind can prepare one."""
    kind = getattr(page, "kind_class", None)
    if kind is not None and page.pk and hasattr(kind, "prepare_next"):
        url = reverse("make_next", args=[page.pk])
        yield Button(kind.next_label, url=url, icon_name="copy", priority=65)


@hooks.register("before_edit_page")
def remark_above_form(request, page):
    """Show what a reviewer asked for where it is mended."""
    show_remark(request, page)


@hooks.register("before_edit_page", order=-1)
def half_translated(request, page):
    """Ask before a translation is published with pieces in the original language."""
    return ask_before_publishing(request, page)


@hooks.register("before_edit_page")
def newer_version(request, page):
    """Refuse a save over somebody else's newer version."""
    return refuse_outdated_save(request, page)


@hooks.register("construct_page_chooser_queryset")
def entries_to_choose(pages, request):
    """Open the window for choosing an entry on entries."""
    return show_entries(pages, request)


@hooks.register("after_edit_page")
def after_decision(request, page):
    """Say what approving or sending back did."""
    tell_decision(request, page)
