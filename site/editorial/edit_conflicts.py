"""A save over somebody else's newer version is refused, with what they changed; nobody's words are lost.

Wagtail 8 asks this only of saves by its autosave; its full save overwrites in silence (the other's text stays in the
history, where nobody looks).
"""

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView

UNDERWAY = 10  # seconds in which an autosave of the same editor is taken for the one before the button
SEEN = "seen_revision"  # the newer version that the editor saw and saves over on purpose


def is_outdated(posted, latest) -> bool:
    """Return whether the form `posted` began with another version than `latest`; a form that does not say is not asked."""
    if latest is None:
        return False
    if own := posted.get("overwrite_revision_id"):  # kept by this editor's own autosave
        return own != str(latest.pk)
    loaded = posted.get("loaded_revision_id")
    if not loaded:
        return False
    return (loaded, posted.get("loaded_revision_created_at", "")) != (str(latest.pk), latest.created_at.isoformat())


def stamp(revision) -> str:
    """Return what names a version: autosave writes over a revision, so its time counts too."""
    return f"{revision.pk}|{revision.created_at.isoformat()}"


def refuse_outdated_save(request, page):
    """Hook before a page is edited: return the form again, as typed, when it is about to go over a newer version."""
    if request.method != "POST" or getattr(request, "refused_as_stale", False):
        return None
    key = f"autosave-{page.pk}-{request.user.pk}"
    if _wants_json(request):
        cache.set(key, True, UNDERWAY)
        return None
    latest = page.latest_revision
    if not is_outdated(request.POST, latest) or (cache.get(key) and latest.user_id == request.user.pk):
        return None  # own words: an autosave that was still underway when the button was pressed
    if request.POST.get(SEEN) == stamp(latest):
        posted = request.POST.copy()
        posted.pop("overwrite_revision_id", None)
        request.POST = posted
        return None
    request.refused_as_stale = True
    response = ConflictAwareEditView.as_view()(request, page.pk)
    response.status_code = 409
    return response


def _wants_json(request) -> bool:
    return not request.accepts("text/html")  # Wagtail's autosave asks for itself


class ConflictAwareEditView(EditView):
    """The page editor with what was typed, not saved, and what the other changed."""

    def post(self, request, *args, **kwargs):
        """Show the form again; saving it means saving over the other's version, and the button says so."""
        self.form = self.form_class(
            request.POST, request.FILES, instance=self.page, subscription=self.subscription, parent_page=self.parent,
            for_user=request.user,
        )  # fmt: skip
        self.form.defer_required_fields()
        self.form.is_valid()
        self.form.restore_required_fields()
        self.has_unsaved_changes = True
        self.tell()
        return self.render_to_response(self.get_context_data())

    def tell(self) -> None:
        """Say who saved, when and what, and offer both ways on."""
        latest = self.latest_revision
        who = latest.user.get_full_name() or latest.user.get_username() if latest.user else _("Somebody")
        text = _("%(who)s saved this page at %(time)s, after you opened it. Your version is below and is not saved.") % {
            "who": who, "time": date_format(timezone.localtime(latest.created_at), "H:i"),
        }  # fmt: skip
        changed = find_changes(self.request, self.page, self.loaded, latest)
        if changed:
            text += " " + _("Changed by the other: %(fields)s.") % {"fields": ", ".join(changed)}
        save = format_html(
            '<button type="submit" form="page-edit-form" class="button button-small" name="{}" value="{}">{}</button>',
            SEEN, stamp(latest), _("Save mine as the newest version"),
        )  # fmt: skip
        buttons = [messages.button(self.compare_url(latest), _("See what changed"), new_window=True)]
        messages.error(self.request, format_html("{} {}", text, save), buttons=buttons)

    @property
    def loaded(self):
        """The version with which this form began, where it still exists."""
        name = "overwrite_revision_id" if self.request.POST.get("overwrite_revision_id") else "loaded_revision_id"
        number = self.request.POST.get(name, "")
        found = self.page.revisions.filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else None
        return found.first() if found is not None else None

    def compare_url(self, latest) -> str:
        """Address of the comparison of both versions; of the newest alone when there is nothing to compare it with."""
        if self.loaded is None or self.loaded.pk == latest.pk:
            return reverse("wagtailadmin_pages:revisions_view", args=[self.page.pk, latest.pk])
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, self.loaded.pk, latest.pk])

    def get_context_data(self, **kwargs):
        """Keep the version with which this form began: saving it again is refused again."""
        context = super().get_context_data(**kwargs)
        if self.loaded is not None:
            context["page"].latest_revision_id = self.loaded.pk
        context["loaded_revision_created_at"] = self.request.POST.get("loaded_revision_created_at", "")
        context["autosave_enabled"] = False
        return context


def find_changes(request, page, before, after) -> list[str]:
    """Return the labels of the fields in which two revisions of `page` differ."""
    if before is None or before.pk == after.pk:
        return []
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    old, new = before.as_object(), after.as_object()
    compared = (comparison(old, new) for comparison in panel.get_comparison())
    return list(dict.fromkeys(str(field.field_label()) for field in compared if field.has_changed()))
