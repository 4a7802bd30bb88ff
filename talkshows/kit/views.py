"""Views of the kit of an event, at its address: the page, the drawn files, the texts and all of it as a ZIP file.

The address of a file carries the version of what it says; with an old version, and after a move of the page, it leads on.
"""

import logging

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.listings.navigation import Breadcrumb, get_breadcrumbs
from core.views.page_files import find_public_page, redirect_moved_file, serve_other
from media.serving.responses import CACHE_CONTROL, is_known, text_response
from talkshows.events.ical import render_calendar
from talkshows.events.queries import find_events, make_calendar_events
from talkshows.kit.archive import pack
from talkshows.kit.artwork import ARTWORKS, CARD
from talkshows.kit.drawing import BusyError, DrawingError
from talkshows.kit.facts import KitFacts, collect_facts, find_version
from talkshows.kit.kit_page import describe_kit, get_file_url, list_other_kits
from talkshows.kit.store import get_files
from talkshows.kit.texts import write_file
from talkshows.models.episode import EpisodePage

logger = logging.getLogger("talkshows.kit")
RETRY_AFTER = "5"  # seconds
LANGUAGES = dict(settings.LANGUAGES)


def kit_page(request, path: str):
    """Show the kit of a public event; another page with this address is served as any page."""
    event = find_public_page(request, path)
    return _show_kit(request, event) if isinstance(event, EpisodePage) else serve_other(request, path, "kit/")


@require_safe
def _show_kit(request, event: EpisodePage) -> HttpResponse:
    facts = _collect(request, event)
    context = {
        "event": event,
        "facts": facts,
        "title_language_name": get_language_info(facts.title_language)["name_translated"],
        "kit": describe_kit(event, facts),
        "ancestors": [*get_breadcrumbs(event), Breadcrumb(facts.title, event.url)],
        "language_urls": {
            code: f"{version.url}kit/" for code in LANGUAGES if (version := find_version(event, code)).language == code
        },
        "other_languages": list_other_kits(event, facts),
        "noindex": True,
    }
    response = render(request, "talkshows/kit_page.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def kit_file(request, path: str, name: str):
    """Serve a poster or picture; from an outdated version redirect to the one that holds now."""
    event = _find_event(request, path)
    if event is None:
        return redirect_moved_file(request, f"kit/{name}")
    facts = _collect(request, event)
    if request.GET.get("v", facts.version) != facts.version:
        return HttpResponseRedirect(get_file_url(event, facts, name))
    artwork = ARTWORKS[name]
    etag = f'"{facts.version}-{facts.language}"'
    if is_known(request, etag):
        return _describe(HttpResponseNotModified(), etag, name)
    try:
        data = get_files(facts, [name])[name]
    except (BusyError, DrawingError) as error:
        return _answer_later(event, error)
    response = HttpResponse(data, content_type=artwork.content_type)
    response["Content-Disposition"] = f'inline; filename="{event.slug}-{name}"'
    return _describe(response, etag, name)


@require_safe
def kit_text(request, path: str):
    """Serve the texts of an event as plain text."""
    event = _find_event(request, path)
    if event is None:
        return redirect_moved_file(request, "kit/text.txt")
    response = text_response(request, write_file(_collect(request, event)), "text/plain", f"{event.slug}.txt")
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def kit_archive(request, path: str):
    """Serve everything as a ZIP file, in every language."""
    event = _find_event(request, path)
    if event is None:
        return redirect_moved_file(request, "kit/kit.zip")
    kits = {code: collect_facts(find_version(event, code), code) for code in LANGUAGES}
    calendar = make_calendar_events(find_events(event.locale_id).filter(pk=event.pk))
    stamp = f"-{calendar[0].sequence}" if calendar else ""
    etag = f'"{"-".join(facts.version for facts in kits.values())}{stamp}"'
    if is_known(request, etag):
        return _describe(HttpResponseNotModified(), etag)
    try:
        packed = pack(
            {code: (facts, get_files(facts)) for code, facts in kits.items()},
            render_calendar(event.title, calendar) if calendar else b"",
        )
    except (BusyError, DrawingError) as error:
        return _answer_later(event, error)
    response = HttpResponse(packed, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{event.slug}-kit.zip"'
    return _describe(response, etag)


def _find_event(request, path: str) -> EpisodePage | None:
    """Return the public event at a path, or None where no public page is; raise Http404 for another page."""
    page = find_public_page(request, path)
    if page is not None and not isinstance(page, EpisodePage):
        raise Http404
    return page


def _collect(request, event: EpisodePage) -> KitFacts:
    """Return the facts in the language that is asked for: of the translation, else of this page with that language's words."""
    language = request.GET.get("language", event.language)
    if language not in LANGUAGES:
        raise Http404(_("The site has no such language."))
    return collect_facts(find_version(event, language), language)


def _describe(response: HttpResponse, etag: str, name: str = "") -> HttpResponse:
    """Add the headers of a file. Pictures may stand on other sites; whatever was withdrawn is gone at the next request."""
    response["ETag"], response["Cache-Control"] = etag, CACHE_CONTROL
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if name != CARD.name:  # the picture of the page itself
        response["X-Robots-Tag"] = "noindex"
    return response


def _answer_later(event: EpisodePage, error: Exception) -> HttpResponse:
    """Answer 503: the file is not made yet."""
    if isinstance(error, DrawingError):
        logger.error("the kit of page %s cannot be drawn: %s", event.pk, error)
    text = _("This file is being made. Ask for it again in a few seconds.")
    response = HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = RETRY_AFTER
    return response
