"""Report of public entries that are not in English, or in an English that is older."""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import EntryPage
from directory.localisation import get_locale
from editorial.reports.base import EntryReport


class UntranslatedReport(EntryReport):
    """Lists public Dutch entries without a public English version, and those published again after it."""

    page_title = gettext_lazy("Not translated")
    header_icon = "wagtail-localize-language"
    index_url_name = "untranslated_report"
    index_results_url_name = "untranslated_report_results"

    def get_queryset(self):
        """Return the entries, newest first, each with `english_live` and `english_published` of its translation."""
        english = EntryPage.objects.filter(translation_key=OuterRef("translation_key"), locale=get_locale("en"))
        entries = EntryPage.objects.readable().filter(locale=get_locale("nl"), alias_of=None)
        entries = entries.annotate(
            english_live=Subquery(english.values("live")[:1]),
            english_published=Subquery(english.values("last_published_at")[:1]),
        )
        behind = Q(english_live=True, english_published__lt=F("last_published_at"))
        entries = entries.filter(Q(english_live=None) | Q(english_live=False) | behind)
        return entries.defer("body").order_by("-display_date", "-pk")

    def describe(self, entry) -> str:
        """Return what is wrong with the translation."""
        if entry.english_live is None:
            return _("there is no English version")
        if not entry.english_live:
            return _("the English version is not public")
        return _("the Dutch was published again after the English")
