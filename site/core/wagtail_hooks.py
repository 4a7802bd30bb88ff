"""Wagtail hooks: style sheet, script and main menu of the admin, and pages that are not published any more."""

from django.http import Http404
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex

from core.admin.privacy_messages import add_privacy_messages
from core.admin.similar_views import similar_entries
from core.entries.planned_refusals import PUBLICATION, WITHDRAWAL, add_refusal_message
from core.models.querysets import is_published
from directory.models import Organisation, Person


@hooks.register("register_admin_urls")
def register_similar_entries():
    """Return the URL of the wheel check."""
    return [path("lijkt-op/", similar_entries, name="similar_entries")]


@hooks.register("insert_global_admin_css")
def admin_css():
    """Add the style sheet of the admin."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js():
    """Add the Dutch words and the script that initialises widgets; without `defer`, because both must run before them."""
    sources = [(static(f"js/{name}.js"),) for name in ("translation_words", "admin_start")]
    return format_html_join("", '<script src="{}"></script>', sources)


@hooks.register("construct_main_menu")
def hide_help_menu(request, menu_items):
    """Hide the help menu from users who are no administrators."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def update_reference_index(request, instance):
    """Index references at once, so that a new logo or photo is served as soon as the record is saved."""
    if isinstance(instance, Organisation | Person):
        ReferenceIndex.create_or_update_for_object(instance)


@hooks.register("before_edit_page")
def tell_what_is_private(request, page):
    """Add a message above the edit form of a private page: what follows it, and what is still public and why."""
    if request.method == "GET" and page.get_view_restrictions():
        add_privacy_messages(request, page)


@hooks.register("before_edit_page")
def tell_of_refused_plan(request, page):
    """Add a message above the edit form of a page of which the planned publication failed."""
    add_refusal_message(request, page)


@hooks.register("register_log_actions")
def register_log_actions_of_plans(actions):
    """Register the log actions of what was planned and failed."""
    actions.register_action(
        PUBLICATION, _("Refuse planned publication"), _("Planned publication refused; the edit screen says why")
    )
    actions.register_action(
        WITHDRAWAL,
        _("Fail to withdraw"),
        _("Planned withdrawal failed; readers do not get the page, but it is still marked live"),
    )


@hooks.register("before_serve_page", order=-10)
def refuse_unpublished_page(page, request, args, kwargs):
    """Raise Http404 for a page of any type that its dates hide, however it was routed; no query when that is known."""
    is_known = getattr(page, "is_known_published", False)
    if not is_known and not Page.objects.filter(is_published(), pk=page.pk).exists():
        raise Http404
