"""The page that partners show in a frame on their own site."""

from csp.decorators import csp_replace
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from core.views.page_files import find_public_page, serve_other
from talkshows.kit.artwork import get_call
from talkshows.kit.facts import collect_facts
from talkshows.models.episode import EpisodePage


def embed(request, path: str):
    """Show a public event for a frame; another page with this address is served as any page, without its rights."""
    event = find_public_page(request, path)
    return _show(request, event) if isinstance(event, EpisodePage) else serve_other(request, path, "embed/")


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def _show(request, event: EpisodePage):
    facts = collect_facts(event)
    action, address = get_call(facts)
    context = {"event": event, "facts": facts, "button": action.rstrip(":"), "address": address}
    response = render(request, "talkshows/embed.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
