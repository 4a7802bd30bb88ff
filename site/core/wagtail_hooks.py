"""The editing screens: name, colours, and what an editor does not need taken away."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.models import ReferenceIndex

from directory.models import Organisation, Person


@hooks.register("insert_global_admin_css")
def admin_css():
    """Load the site's colours for the editing screens."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js():
    """Load what starts the widgets; before the widgets, so without `defer`."""
    return format_html('<script src="{}"></script>', static("js/admin_start.js"))


@hooks.register("construct_main_menu")
def hide_help_menu(request, menu_items):
    """Leave out what somebody who writes and reviews has no use for."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def update_reference_index(request, instance):
    """A new logo or photo is served as soon as it is saved."""
    if isinstance(instance, Organisation | Person):
        ReferenceIndex.create_or_update_for_object(instance)
