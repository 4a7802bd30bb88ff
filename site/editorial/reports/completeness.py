"""Report of public entries of which something is missing that readers find them by."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import Contribution, EntryPage, Partnership
from directory.localisation import get_locale
from editorial.reports.base import EntryReport


class IncompleteReport(EntryReport):
    """Lists entries without a lead, theme, place, or anybody who had to do with them."""

    page_title = gettext_lazy("What is missing")
    header_icon = "tasks"
    index_url_name = "incomplete_report"
    index_results_url_name = "incomplete_report_results"

    def get_queryset(self):
        """Return the entries of the first language, newest first; each says what it `has`."""
        entries = EntryPage.objects.readable().filter(locale=get_locale("nl"), alias_of=None)
        through = {name: getattr(EntryPage, name).through for name in ("themes", "places")}
        entries = entries.annotate(
            **{
                f"has_{name}": Exists(model.objects.filter(entrypage=OuterRef("pk"))) for name, model in through.items()
            },
            has_partners=Exists(Partnership.objects.filter(page=OuterRef("pk"))),
            has_people=Exists(Contribution.objects.filter(page=OuterRef("pk"))),
        )
        missing = Q(lead="") | Q(has_themes=False) | Q(has_places=False) | Q(has_partners=False, has_people=False)
        return entries.filter(missing).defer("body").order_by(F("display_date").desc(), "-pk")

    def describe(self, entry) -> str:
        """Return what is missing, in the order of the form."""
        found = [
            (entry.lead, _("lead")),
            (entry.has_themes, _("themes")),
            (entry.has_places, _("places")),
            (entry.has_partners or entry.has_people, _("organisations or people")),
        ]
        return ", ".join(label for has, label in found if not has)
