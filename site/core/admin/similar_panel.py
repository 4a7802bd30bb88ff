"""The wheel check: a panel of the edit form with what the site has already about what is being written. It blocks nothing."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from core.entries.similar import find_similar
from directory.localisation import language_of

SHOWN = 4


class SimilarEntriesPanel(Panel):
    """Shows the nearest entries; a script asks again while title and lead are typed (static/js/similar_entries.js)."""

    def __init__(self, **kwargs):
        super().__init__(**{"heading": _("Does this exist already?"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        """The panel bound to one entry."""

        template_name = "core/similar_panel.html"

        def get_context_data(self, parent_context=None):
            """Add the entries that are near to what is stored: of a draft, as what is public was compared before."""
            context = super().get_context_data(parent_context)
            entry = self.instance
            is_draft = bool(entry.pk) and not entry.live
            found = find_near_entries(f"{entry.title}. {entry.lead}", entry) if is_draft else []
            return {**context, "entry": entry, "found": found}

        def is_shown(self):
            """Return whether the entry is an original: a translation says the same as its source."""
            return super().is_shown() and self.instance.locale_id is not None


def find_near_entries(text: str, entry) -> list:
    """Return the entries nearest to a text, without `entry` and its translations."""
    own = type(entry)._base_manager.filter(translation_key=entry.translation_key) if entry.pk else ()
    return find_similar(text, language_of(entry.locale_id), SHOWN, without=[one.pk for one in own])
