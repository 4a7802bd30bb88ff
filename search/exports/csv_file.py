"""Results as CSV: a row per entry."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.citations.citation import describe_example
from core.csv_cells import write_csv
from core.entries.days import write_day
from core.models import EntryPage
from search.query.result_set import ResultSet

SEVERAL = "; "  # between the values of one cell


def make_csv(results: ResultSet, pks: Sequence[int]) -> str:
    """Return the entries as CSV, in the given order: title, kind, date, language, places, themes, organisations, lead, URL, note."""
    header = [
        _("Title"),
        _("Kind"),
        _("Date"),
        _("Language"),
        _("Places"),
        _("Themes"),
        _("Organisations"),
        _("Lead"),
        _("Address"),
        _("Note"),
    ]
    return write_csv(header, [_make_row(results, hit.entry) for hit in results.make_hits(list(pks))])


def _make_row(results: ResultSet, entry: EntryPage) -> list[str]:
    index, locale_id = results.facets.index, results.facets.locale_id
    row = index.rows.get(entry.pk)
    names = [
        SEVERAL.join(index.named(name, locale_id)[key][1] for key in (getattr(row, name) if row else ()))
        for name in ("place", "theme", "organisation")
    ]
    day = write_day(entry.card_source.card_day)
    own = [entry.title, entry.kind_label, day, entry.language]
    return [*own, *names, entry.lead, entry.full_url, describe_example(entry)]
