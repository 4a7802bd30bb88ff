"""The edit form of pages: it names the window that it is open in."""

import secrets

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from accounts.acting import get_act
from core.entries.slugs import make_free_slug

FORM_ID = "loaded_form_id"  # names the form as one browser tab has it; a form that is shown again keeps its name
FORM_SAVE = "loaded_form_save"  # counts what the form has sent; static/js/page_form.js raises it
PLACE, DELETED, ID = "ORDER", "DELETE", "id"  # of a row: where it stands, that it goes, and which it is
WITHOUT_REVISION = "none-"  # prefix of the id of a form whose page had no revision yet


class EchoField(forms.Field):
    """Hidden field that belongs to the form and not to the page: never changed, never invalid, shown again as posted."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False)

    def has_changed(self, initial, data) -> bool:
        """Return False: what names the form is no change of the page."""
        return False

    def bound_data(self, data, initial):
        """Return what was posted, or the initial value where nothing was."""
        return data or initial


def leave_out_empty_rows(formset) -> None:
    """Take a row in which nothing was filled in yet for one that was deleted: its place alone made it a row, and stopped the autosave.

    After an autosave the browser counts it among the rows that were there, still without an id. An autosave also leaves out a row of which
    no more was chosen than an option of a list, such as a role without a person: it stays in the form, and a button says what it lacks.
    """
    if not formset.is_bound or not formset.can_delete:
        return
    act = get_act()
    saves_by_itself = act is not None and not act.request.accepts("text/html")
    for form in formset.forms[formset.min_num :]:
        if form.data.get(form.add_prefix(ID)):
            continue
        filled_in = set(form.changed_data) - {PLACE, DELETED, ID}
        if not filled_in or (saves_by_itself and _lacks_all_but_options(form, filled_in)):
            del form.changed_data  # cached, and asked again
            form.data = form.data.copy()
            form.data[form.add_prefix(DELETED)] = "on"
            form.full_clean()


def _lacks_all_but_options(form, filled_in: set[str]) -> bool:
    """Return whether a row cannot be saved and holds only what is chosen again in a moment, from fixed lists."""
    return all(isinstance(form.fields[name], forms.TypedChoiceField) for name in filled_in) and not form.is_valid()


class PageForm(WagtailAdminPageForm):
    """Edit form of all pages. The hidden fields are read by `editorial.editor_tabs`."""

    loaded_form_id = EchoField()
    loaded_form_save = EchoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        prefix = "" if getattr(self.instance, "latest_revision_id", None) else WITHOUT_REVISION
        self.initial[FORM_ID] = prefix + secrets.token_hex(16)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for formset in self.formsets.values():
            leave_out_empty_rows(formset)

    def clean_slug(self) -> str:
        """Return the slug as typed, or one made from the title or the kind of page."""
        slug = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title") or ""
        if slug or not title or self.parent_page is None:
            return slug
        self.instance.title = title
        return make_free_slug(self.instance, self.parent_page)
