"""Exports initiatives for who may edit them, also those and the records that readers do not see: imported again, nothing changes.

The public file of the overview (`knowledge.initiatives.views`) has only what readers see.
"""

from django.utils.translation import gettext as _

from core.csv_cells import write_csv
from directory.models import Place, Theme
from knowledge.initiatives.record_names import RecordNames, fold
from knowledge.models import Initiative


def export_initiatives() -> str:
    """Return the CSV file; its headings are those that the import reads."""
    places, themes = RecordNames(Place), RecordNames(Theme)
    header = [
        _("name"), _("in one sentence"), _("in one sentence, in English"), _("place"), _("themes"), _("who"), _("link"),
        _("phase"), _("since"), _("readers see it"),
    ]  # fmt: skip
    found = Initiative.objects.select_related("place").prefetch_related("themes")
    rows = [
        (one.name, one.sentence, one.sentence_en, places.name(one.place) if one.place else "",
         ", ".join(sorted(map(themes.name, one.themes.all()))), one.who, one.url, one.get_phase_display(), one.since or "",
         _("yes") if one.shown else _("no"))
        for one in sorted(found, key=lambda one: (fold(one.name), one.pk))  # of doubles the import knows the first one
    ]  # fmt: skip
    return write_csv(header, rows)
