"""Edit conflicts: rejects a save over another user's newer revision, and shows what they changed.

Wagtail 8 checks this only for autosaves; a full save overwrites the newer revision without a warning.
"""

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView

AUTOSAVE_WINDOW = 10  # seconds in which a newer revision by the same user counts as a running autosave
OVERWRITE_FIELD = "seen_revision"  # POST field with the token of the revision to overwrite


def is_outdated(posted, latest) -> bool:
    """Return whether POST data was loaded from another revision than `latest`; False without revision fields."""
    if latest is None:
        return False
    if own := posted.get("overwrite_revision_id"):  # set by the autosave of this form
        return own != str(latest.pk)
    loaded = posted.get("loaded_revision_id")
    if not loaded:
        return False
    return (loaded, posted.get("loaded_revision_created_at", "")) != (str(latest.pk), latest.created_at.isoformat())


def get_revision_token(revision) -> str:
    """Return the id and creation time of a revision; autosaves overwrite revisions, so the id is not enough."""
    return f"{revision.pk}|{revision.created_at.isoformat()}"


def refuse_outdated_save(request, page):
    """Return the submitted form again (409) when it would overwrite a newer revision; `before_edit_page` hook."""
    if request.method != "POST" or getattr(request, "is_refused_as_outdated", False):
        return None
    key = f"autosave-{page.pk}-{request.user.pk}"
    if _wants_json(request):
        cache.set(key, True, AUTOSAVE_WINDOW)
        return None
    latest = page.latest_revision
    if not is_outdated(request.POST, latest) or (cache.get(key) and latest.user_id == request.user.pk):
        return None  # an autosave by the same user was still running
    if request.POST.get(OVERWRITE_FIELD) == get_revision_token(latest):
        posted = request.POST.copy()
        posted.pop("overwrite_revision_id", None)
        request.POST = posted
        return None
    request.is_refused_as_outdated = True
    response = ConflictAwareEditView.as_view()(request, page.pk)
    response.status_code = 409
    return response


def _wants_json(request) -> bool:
    return not request.accepts("text/html")  # autosave; Wagtail checks these itself


class ConflictAwareEditView(EditView):
    """Edit view that redisplays the submitted form without saving it, with a message about the conflict."""

    def post(self, request, *args, **kwargs):
        """Render the bound form with the conflict message."""
        self.form = self.form_class(
            request.POST, request.FILES, instance=self.page, subscription=self.subscription, parent_page=self.parent,
            for_user=request.user,
        )  # fmt: skip
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        self.add_conflict_message()
        return self.render_to_response(self.get_context_data())

    def add_conflict_message(self) -> None:
        """Add a message with the other user, time and changed fields, and buttons to overwrite or compare."""
        latest = self.latest_revision
        who = latest.user.get_full_name() or latest.user.get_username() if latest.user else _("Somebody")
        text = _("%(who)s saved this page at %(time)s, after you opened it. Your version is below and is not saved.") % {
            "who": who, "time": date_format(timezone.localtime(latest.created_at), "H:i"),
        }  # fmt: skip
        changed = find_changed_fields(self.request, self.page, self.loaded, latest)
        if changed:
            text += " " + _("Changed by the other: %(fields)s.") % {"fields": ", ".join(changed)}
        save = format_html(
            '<button type="submit" form="page-edit-form" class="button button-small" name="{}" value="{}">{}</button>',
            OVERWRITE_FIELD, get_revision_token(latest), _("Save mine as the newest version"),
        )  # fmt: skip
        buttons = [messages.button(self.compare_url(latest), _("See what changed"), new_window=True)]
        messages.error(self.request, format_html("{} {}", text, save), buttons=buttons)

    @property
    def loaded(self):
        """Revision that the form was loaded from, or None."""
        name = "overwrite_revision_id" if self.request.POST.get("overwrite_revision_id") else "loaded_revision_id"
        number = self.request.POST.get(name, "")
        found = self.page.revisions.filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else None
        return found.first() if found is not None else None

    def compare_url(self, latest) -> str:
        """URL of the comparison of both revisions, or of the latest one when there is no other."""
        if self.loaded is None or self.loaded.pk == latest.pk:
            return reverse("wagtailadmin_pages:revisions_view", args=[self.page.pk, latest.pk])
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, self.loaded.pk, latest.pk])

    def get_context_data(self, **kwargs):
        """Return the context with the loaded revision, so that submitting the form again conflicts again."""
        context = super().get_context_data(**kwargs)
        if self.loaded is not None:
            context["page"].latest_revision_id = self.loaded.pk
        context["loaded_revision_created_at"] = self.request.POST.get("loaded_revision_created_at", "")
        context["autosave_enabled"] = False
        return context


def find_changed_fields(request, page, before, after) -> list[str]:
    """Return the labels of the fields in which two revisions of `page` differ."""
    if before is None or before.pk == after.pk:
        return []
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    old, new = before.as_object(), after.as_object()
    compared = (comparison(old, new) for comparison in panel.get_comparison())
    return list(dict.fromkeys(str(field.field_label()) for field in compared if field.has_changed()))
