"""Views of the results as a file: all pages of a search, whole matches only, at most MAX_ENTRIES."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.citations.many import cite_all
from core.citations.ris import format_ris
from media.serving.responses import text_response
from search.exports.csv_file import make_csv
from search.exports.strict_request import RequestRefusedError, check_filters, read_request
from search.exports.throttle import WINDOW, is_too_many
from search.query.executor import execute
from search.query.result_set import ResultSet

MAX_ENTRIES = 500  # of a file; a longer list is to be narrowed down first


@require_safe
def results_csv(request) -> HttpResponse:
    """Return the results as CSV, with the parameters of the results page."""
    return _respond(request, "csv", "text/csv", make_csv)


@require_safe
def results_ris(request) -> HttpResponse:
    """Return the results as RIS, with the parameters of the results page."""
    return _respond(request, "ris", "application/x-research-info-systems", make_ris)


def make_ris(_results: ResultSet, pks: Sequence[int]) -> str:
    """Return the entries as RIS, in the given order."""
    return "".join(format_ris(citation.csl) for citation in cite_all(pks))


def _respond(request, ending: str, media_type: str, write: Callable[[ResultSet, Sequence[int]], str]) -> HttpResponse:
    if is_too_many(request):
        text = _("Too many files in a short time. Try again in a minute.")
        return _refuse(text, 429, {"Retry-After": str(WINDOW)})
    language = (translation.get_language() or "nl")[:2]
    try:
        results = execute(read_request(request.GET, language), language)
        check_filters(results)
    except RequestRefusedError as error:
        return _refuse(str(error), 400)
    name = f"{_('results')}.{ending}"
    response = text_response(request, write(results, results.entry_ids[:MAX_ENTRIES]), media_type, name)
    response["X-Robots-Tag"] = "noindex"
    if response.status_code == 200:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Total-Count"] = str(results.count)
    return response


def _refuse(text: str, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    response = HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8", headers=headers)
    response["X-Robots-Tag"] = "noindex"
    return response
