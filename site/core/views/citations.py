"""Files for reference managers: an entry, a page of its document or a moment of its recording."""

import json

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.citations.bibtex import format_bibtex
from core.citations.citation import cite
from core.citations.places import NoSuchPlaceError, find_place
from core.citations.ris import format_ris
from core.models import EntryPage
from core.views.page_files import find_public_page, redirect_moved_file
from media.serving.responses import text_response

FORMATS = {
    "bib": ("application/x-bibtex", format_bibtex),
    "ris": ("application/x-research-info-systems", format_ris),
    "json": (
        "application/vnd.citationstyles.csl+json",
        lambda item: json.dumps([item], ensure_ascii=False, indent=1),
    ),
}


@require_safe
def citation(request, path: str, ending: str):
    """Serve the citation of a public entry; `?p=7` of a page, `?t=95` of a moment. Redirect when the entry has moved."""
    entry = find_public_page(request, path)
    if entry is None:
        return redirect_moved_file(request, f"cite.{ending}")
    if not isinstance(entry, EntryPage):
        raise Http404
    try:
        place = find_place(entry, request.GET)
    except NoSuchPlaceError:
        raise Http404(_("This piece has no such page or moment.")) from None
    media_type, write = FORMATS[ending]
    response = text_response(request, write(cite(entry).at(place).csl), media_type, f"{entry.slug}.{ending}")
    response["X-Robots-Tag"] = "noindex"
    return response
