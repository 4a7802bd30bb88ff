"""Views of the menu "Search" in the editing screens: the form with a preview, and what readers ask."""

from wagtail.admin.views import generic

from search.curation.synonyms_preview import preview_synonym


class PreviewMixin:
    """A form with a second button, that shows what would change and saves nothing."""

    preview = None

    def form_valid(self, form):
        """Save, unless the editor only wants to see what would change."""
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        self.form, self.preview = form, preview_synonym(form.instance)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        """Add the preview."""
        return {**super().get_context_data(**kwargs), "preview": self.preview}


class SynonymCreateView(PreviewMixin, generic.CreateView):
    """A new synonym."""


class SynonymEditView(PreviewMixin, generic.EditView):
    """An existing one."""
