"""Choosers whose title is a sentence, as on the button that opens them: “Kies een organisatie”; Wagtail puts two words beside each other."""

from django.utils.translation import gettext as _
from wagtail.snippets.views.chooser import ChooseView, SnippetChooserViewSet


class TitledChooseView(ChooseView):
    """Chooser view with the kind in its title."""

    page_subtitle = ""

    def get_context_data(self, **kwargs):
        """Name the kind in the title."""
        title = _("Choose %(object)s") % {"object": self.model_class._meta.verbose_name}
        return {**super().get_context_data(**kwargs), "page_title": title}


class TitledChooserViewSet(SnippetChooserViewSet):
    """Chooser with the kind in its title."""

    choose_view_class = TitledChooseView
