"""Admin views of synonyms: forms with a preview."""

from wagtail.admin.views import generic

from search.curation.synonyms_preview import preview_synonym


class PreviewMixin:
    """Adds a preview button to a form view; previewing saves nothing."""

    preview = None

    def form_valid(self, form):
        """Save the form, or render it with a preview."""
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        self.form, self.preview = form, preview_synonym(form.instance)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        """Add `preview`, None without one."""
        return {**super().get_context_data(**kwargs), "preview": self.preview}


class SynonymCreateView(PreviewMixin, generic.CreateView):
    """Create a synonym."""


class SynonymEditView(PreviewMixin, generic.EditView):
    """Edit a synonym."""
