"""The form as it was typed, shown again above a newer revision; and the words that say whose revision it is."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.edit import EditView

from accounts.names import name_of
from editorial.decision_words import describe_decision, find_decision, format_time

OVERWRITE_FIELD = "seen_revision"  # POST field with the token of the revision to overwrite


def get_revision_token(revision) -> str:
    """Return the id and creation time of a revision; autosaves overwrite revisions, so the id is not enough."""
    return f"{revision.pk}|{revision.created_at.isoformat()}"


def describe_conflict(request, latest) -> str:
    """Return a sentence with who saved the latest revision and when: another editor, or the user in another window."""
    time = format_time(latest.created_at)
    if latest.user_id == request.user.pk:
        text = _(
            "You saved this page yourself in another window at %(time)s. What you typed is still here and is not saved."
        )
        return text % {"time": time}
    text = _("%(who)s saved this page at %(time)s, after you opened it. What you typed is still here and is not saved.")
    return text % {"who": name_of(latest.user), "time": time}


class ConflictAwareEditView(EditView):
    """Edit view that redisplays the submitted form without saving it, with a message about the conflict."""

    def run_hook(self, hook_name, *args, **kwargs):
        """Run no hook: another app's may save or publish, and this request is refused."""

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
        """Add a message with the other user, time and changed fields, and buttons to overwrite or compare.

        Where a step was decided meanwhile, it says so; a page that is locked for the user since then cannot be overwritten.
        """
        latest, lock = self.latest_revision, self.page.get_lock()
        if decision := find_decision(self.page, self.loaded):
            text = describe_decision(decision, self.page, self.request.user)
            if lock is not None and lock.for_user(self.request.user):
                again = messages.button(
                    reverse("wagtailadmin_pages:edit", args=[self.page.pk]), _("Open the page as it is now")
                )
                messages.error(self.request, text, buttons=[again])
                return
        said = text if decision else describe_conflict(self.request, latest)
        text = f"{said} {self.describe_changes(latest)}".rstrip()
        save = format_html(
            '<button type="submit" form="page-edit-form" class="button button-small" name="{}" value="{}">{}</button>',
            OVERWRITE_FIELD, get_revision_token(latest), _("Save mine as the newest version"),
        )  # fmt: skip
        buttons = [messages.button(self.compare_url(latest), _("See what changed"), new_window=True)]
        messages.error(self.request, format_html("{} {}", text, save), buttons=buttons)

    def describe_changes(self, latest) -> str:
        """Return a sentence with the fields that the latest revision changed, or in which the form differs from it."""
        if changed := find_changed_fields(self.request, self.page, self.loaded, latest):
            is_own = latest.user_id == self.request.user.pk
            text = _("Changed there: %(fields)s.") if is_own else _("Changed by the other: %(fields)s.")
        elif changed := find_different_fields(self.form):
            text = _("Different from what you have here: %(fields)s.")
        else:
            return ""
        return text % {"fields": ", ".join(changed)}

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
        context["page"].latest_revision_id = self.loaded.pk if self.loaded is not None else None
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


def find_different_fields(form) -> list[str]:
    """Return the labels of the fields and sets of rows in which a bound form differs from its instance."""
    rows = [
        capfirst(formset.model._meta.verbose_name_plural) for formset in form.formsets.values() if formset.has_changed()
    ]
    labels = [str(form.fields[name].label or name) for name in form.changed_data if name in form.fields]
    return list(dict.fromkeys([*labels, *map(str, rows)]))
