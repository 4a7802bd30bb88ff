"""Wagtail admin hooks: dashboard panel, entry listing, page creation, review messages and save checks."""

from functools import partial

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from editorial.board_members import BoardMemberViewSet
from editorial.calendar.date_views import change_date
from editorial.calendar.views import show_calendar
from editorial.completeness.side_panel import completeness_list
from editorial.dashboard import DashboardPanel
from editorial.edit_conflicts import guard_save
from editorial.edit_grants import is_commenter
from editorial.entry_listing import EntryListing
from editorial.first_save import guard_creation, record_creation
from editorial.handbook.views import show_chapter, show_handbook, show_kind
from editorial.inbox.menu import InboxMenuItem
from editorial.inbox.unread import mark_seen
from editorial.inbox.views import choose_mail, open_notice, read_all, show_inbox
from editorial.kind_choice import choose_kind
from editorial.page_chooser import filter_chooser_pages
from editorial.page_creation import make_entry, make_next
from editorial.paste import get_paste_script
from editorial.reading_along.urls import urlpatterns as reading_along_urls
from editorial.reports import urls as reports
from editorial.reports.owner_views import register_owner_action
from editorial.review.log_actions import register_take_over
from editorial.review.urls import urlpatterns as review_urls
from editorial.review_messages import add_decision_message, lead_home
from editorial.translation_gate import confirm_incomplete_translation
from editorial.translation_update import UpdateTranslationsView
from editorial.translation_views import RecordApi, TranslationsReport
from editorial.translations.bar import translation_bar
from editorial.translations.editor import open_editor
from editorial.translations.unpublishing import unpublish_versions
from editorial.translations.views import may_see_table, translation_table
from editorial.workflow_menu import name_planned_approval, pin_workflow_items, put_cancelling_last

WORKFLOW_PANELS = {"user_objects_in_workflow_moderation", "workflow_objects_to_moderate"}
RECORD_API = "localize/api/snippets/<slug:app_label>/<slug:model_name>"


@hooks.register("register_admin_urls")
def register_editorial_urls():
    """Return the URLs of the editorial views."""
    return [
        *review_urls,
        *reading_along_urls,
        path("vertalingen/", translation_table, name="translation_table"),
        path("vertalingen/<int:page_id>/balk/", translation_bar, name="translation_bar"),
        path("nieuw/", choose_kind, name="choose_kind"),
        path("nieuw/<slug:kind>/", make_entry, name="make_entry"),
        path("handboek/", show_handbook, name="handbook"),
        path("handboek/soort/<slug:kind>/", show_kind, name="handbook_of_kind"),
        path("handboek/<slug:slug>/", show_chapter, name="handbook_chapter"),
        path("berichten/", show_inbox, name="inbox"),
        path("berichten/<int:pk>/", open_notice, name="open_notice"),
        path("berichten/gelezen/", read_all, name="inbox_read_all"),
        path("berichten/mail/", choose_mail, name="inbox_mail"),
        path("kalender/", show_calendar, name="calendar"),
        path("kalender/<int:pk>/<slug:kind>/", change_date, name="change_date"),
        *reports.list_urls(),
        path("volgende/<int:pk>/", make_next, name="make_next"),
        path("volledigheid/<int:pk>/", completeness_list, name="completeness"),
        # These go before those of wagtail-localize at the same addresses.
        path(f"{RECORD_API}/", RecordApi.as_view({"get": "list"}), name="record_api"),
        path(f"{RECORD_API}/<str:pk>/", RecordApi.as_view({"get": "retrieve"}), name="record_api_item"),
        path("localize/reports/translations/", TranslationsReport.as_view(), name="translations_report"),
        path(
            "localize/reports/translations/results/",
            TranslationsReport.as_view(results_only=True),
            name="translations_report_results",
        ),
    ]


@hooks.register("register_admin_urls", order=-1)
def register_translation_update():
    """Return a URL that replaces wagtail-localize's update of translations, which publishes for everybody."""
    view = UpdateTranslationsView.as_view()
    return [path("localize/update/<int:translation_source_id>/", view, name="update_translations")]


@hooks.register("construct_page_action_menu")
def remove_alias_from_menu(menu_items, request, context):
    """Remove “convert to alias” for who may not publish: it puts the text of the original in the other language."""
    page = context.get("page")
    if page is not None and page.pk and not page.permissions_for_user(request.user).can_publish():
        menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]


@hooks.register("construct_page_action_menu", order=1000)
def keep_buttons_with_their_step(menu_items, request, context):
    """Let the buttons of the workflow be about one step, whatever is decided while the screen is made, and say when it is planned."""
    if context.get("page") is not None:
        pin_workflow_items(menu_items, context["page"])
        name_planned_approval(menu_items, context["page"], request.user)
        put_cancelling_last(menu_items)


@hooks.register("register_log_actions")
def register_board_actions(actions):
    """Add the actions of the board to the log."""
    register_take_over(actions)
    register_owner_action(actions)


@hooks.register("register_admin_viewset")
def register_viewsets():
    """Return the viewsets of the entry listing and of the members of the board."""
    return [EntryListing(), BoardMemberViewSet()]


class PermittedMenuItem(MenuItem):
    """A menu item that a test of the user decides on."""

    def __init__(self, label, url, may_see, **kwargs):
        super().__init__(label, url, **kwargs)
        self.may_see = may_see

    def is_shown(self, request) -> bool:
        """Return whether the user gets the item."""
        return self.may_see(request.user)


@hooks.register("register_admin_menu_item")
def register_reading_along():
    """Return the menu item of who reads along."""
    return PermittedMenuItem(_("Read along"), reverse("concerns"), is_commenter, icon_name="comment", order=80)


@hooks.register("register_admin_menu_item")
def register_translation_table():
    """Return the menu item of the table of pages and languages."""
    url = reverse("translation_table")
    return PermittedMenuItem(
        _("Translations by page"), url, may_see_table, icon_name="wagtail-localize-language", order=95
    )


@hooks.register("register_permissions")
def register_board_permissions():
    """Return the permissions of the board, for the screen of groups."""
    return Permission.objects.filter(content_type__app_label="editorial", content_type__model="boardmember")


for number, name in enumerate(reports.REPORTS):
    hooks.register("register_reports_menu_item", partial(reports.make_menu_item, number, name))


@hooks.register("register_admin_menu_item")
def register_inbox():
    """Return the menu item of the inbox."""
    return InboxMenuItem()


@hooks.register("register_admin_menu_item")
def register_calendar():
    """Return the menu item of the calendar."""
    return MenuItem(_("Calendar"), reverse("calendar"), name="calendar", icon_name="calendar-alt", order=95)


@hooks.register("register_admin_menu_item")
def register_handbook():
    """Return the menu item of the handbook."""
    return MenuItem(_("Handbook"), reverse("handbook"), name="handbook", icon_name="help", order=9000)


@hooks.register("construct_homepage_panels")
def add_dashboard_panel(request, panels):
    """Insert the dashboard panel as the first one, in place of Wagtail's two lists of what waits: it has all of them."""
    panels[:] = [DashboardPanel(), *(one for one in panels if getattr(one, "name", "") not in WORKFLOW_PANELS)]


@hooks.register("register_page_header_buttons")
def add_next_button(page, user, next_url=None, **kwargs):
    """Yield a button that copies the page as the next one, for kinds with `prepare_next()`."""
    kind = getattr(page, "kind_class", None)
    if kind is not None and page.pk and hasattr(kind, "prepare_next"):
        url = reverse("make_next", args=[page.pk])
        yield Button(kind.next_label, url=url, icon_name="copy", priority=65)


@hooks.register("before_edit_page", order=-1)
def open_translation_editor(request, page):
    """Open the editor of translations with the board's bar."""
    return open_editor(request, page)


@hooks.register("before_edit_page", order=-1)
def confirm_before_publishing(request, page):
    """Return a confirmation page before an incomplete translation is published."""
    return confirm_incomplete_translation(request, page)


@hooks.register("before_edit_page", order=-100)
def save_without_conflict(request, page):
    """Save the edit form, or refuse it when it would overwrite a revision that its window has not seen."""
    return guard_save(request, page)


@hooks.register("before_create_page", order=-100)
def create_once(request, parent_page, page_class):
    """Create a page once for each form."""
    return guard_creation(request, parent_page, page_class)


@hooks.register("before_edit_page", order=-50)
def read_notices(request, page):
    """Take a page that is opened for read about: its notices are no news any more."""
    if request.method == "GET" and request.accepts("text/html"):
        mark_seen(request.user, page.pk)


@hooks.register("after_unpublish_page")
def unpublish_other_languages(request, page):
    """Unpublish a page in the other languages that were ticked, and say where it is still public."""
    unpublish_versions(request, [page])


@hooks.register("after_bulk_action")
def unpublish_other_languages_of_several(request, action_type, objects, action):
    """Do the same for several pages at once."""
    if action_type == "unpublish" and issubclass(action.model, Page):
        unpublish_versions(request, objects)


@hooks.register("after_create_page")
def say_where_new_page_lies(request, page):
    """Say with whom a page lies that is handed in at once."""
    add_decision_message(request, page)


@hooks.register("after_create_page")
def remember_creation(request, page):
    """Keep which form made the page."""
    record_creation(request, page)


@hooks.register("insert_editor_js")
def insert_page_form_script():
    """Return the script of the edit form."""
    scripts = [
        (static(f"js/{name}.js"),)
        for name in (
            "page_form",
            "board_bar",
            "similar_entries",
            "completeness",
            "propose_record",
            "choose_at_once",
            "rich_text_names",
            "tab_order",
            "mended_fields",
            "next_tab",
            "form_focus",
        )
    ]
    dialogs = format_html('<script src="{}"></script>', versioned_static("wagtailadmin/js/chooser-modal.js"))
    return dialogs + format_html_join("", '<script type="module" src="{}"></script>', scripts)


@hooks.register("insert_global_admin_js")
def insert_paste_script():
    """Return the script of pasted text; for every form with rich text, of pages, records and translations."""
    return get_paste_script()


@hooks.register("construct_page_chooser_queryset")
def show_entries_in_chooser(pages, request):
    """Return the pages that the page chooser lists."""
    return filter_chooser_pages(pages, request)


@hooks.register("after_edit_page")
def show_review_decision(request, page):
    """Add a message about the result of an approval or rejection."""
    add_decision_message(request, page)


@hooks.register("after_edit_page", order=1000)
@hooks.register("after_create_page", order=1000)
def show_where_own_pages_lie(request, page):
    """Lead who handed a page in, or decided, to the start page; the last of these hooks, as the others are left out after it."""
    return lead_home(request, page)
