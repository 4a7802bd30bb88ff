"""The overview of city labs and initiatives: a table for readers, and the same rows as a CSV file."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.csv_cells import write_csv
from core.listings.navigation import make_pager
from directory.localisation import get_locale
from directory.models import Place, Theme
from directory.name_order import sort_by_name
from knowledge.initiatives.overview import FILTERS, KINDS, Overview
from knowledge.initiatives.record_names import RecordNames
from knowledge.models import CasePage
from media.serving.responses import text_response


@require_safe
def overview(request) -> HttpResponse:
    """Show the overview, with its filters."""
    locale = get_locale()
    found = Overview(request.GET, locale, locale.language_code)
    context = {
        "overview": found,
        "fields": _describe_filters(found),
        "pager": make_pager(found.number, found.pages, lambda number: _url(request, found, number)),
        "sorts": [
            {"url": _url(request, found, sort=name), "label": label, "current": name == found.sort}
            for name, label in (("name", _("by name")), ("since", _("newest first")))
        ],
        "csv": _query(found),
        "noindex": any(found.chosen.values()) or found.number > 1,
    }
    return render(request, "knowledge/initiatives.html", context)


@require_safe
def overview_csv(request) -> HttpResponse:
    """Return all rows that match as CSV; its headings, sentences and names are those that the import reads in either language."""
    locale = get_locale()
    places, themes = RecordNames(Place), RecordNames(Theme)
    found = Overview(request.GET, locale, locale.language_code)
    header = [
        _("kind"),
        _("name"),
        _("in one sentence, in English") if found.language == "en" else _("in one sentence"),
        _("place"),
        _("themes"),
        _("who"),
        _("link"),
        _("phase"),
        _("since"),
    ]
    rows = [
        (row.kind_label, row.name, row.sentence, ", ".join(map(places.name, row.places)),
         ", ".join(map(themes.name, row.themes)), row.who, _absolute(request, row.url), row.phase, row.since or "")
        for row in found.read_rows(found.keys)
    ]  # fmt: skip
    name = f"{_('initiatives')}.csv"
    response = text_response(request, write_csv(header, rows), "text/csv", name)
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _absolute(request, url: str) -> str:
    return request.build_absolute_uri(url) if url.startswith("/") else url


def _describe_filters(found: Overview) -> list[dict]:
    phases = [*CasePage.Phase.choices]
    choices = {
        "kind": (_("Kind"), _("All kinds"), [(kind, capfirst(model._meta.verbose_name_plural)) for kind, model in KINDS.items()]),
        "theme": (_("Theme"), _("All themes"), _records(Theme, found.locale)),
        "place": (_("Place"), _("Whole city"), _records(Place, found.locale)),
        "phase": (_("Phase"), _("All phases"), phases),
    }  # fmt: skip
    return [
        {"name": name, "label": label, "all": everything, "options": [
            {"value": value, "label": text, "chosen": value in found.chosen[name]} for value, text in options
        ]}
        for name, (label, everything, options) in choices.items()
    ]  # fmt: skip


def _records(model, locale) -> list[tuple[str, str]]:
    return [(record.slug, record.name) for record in sort_by_name(model.objects.filter(locale=locale))]


def _query(found: Overview, **more) -> str:
    pairs = [(name, value) for name in FILTERS for value in found.chosen[name]]
    pairs += [("sort", more.pop("sort", found.sort))] if more.get("sort", found.sort) != "name" else []
    more.pop("sort", None)
    return urlencode([(name, str(value).encode("utf-8", "ignore")) for name, value in [*pairs, *more.items()]])


def _url(request, found: Overview, number: int = 1, **more) -> str:
    query = _query(found, **more, **({"page": number} if number > 1 else {}))
    return f"{request.path}?{query}" if query else request.path
