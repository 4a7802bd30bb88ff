"""The screen of the board with the countdown of an event: its texts, and what was sent."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.log_actions import log

from core.models.querysets import readable_pages
from talkshows.kit.countdown import PERMISSION, choose_moment, list_steps, mark_sent
from talkshows.kit.facts import collect_facts
from talkshows.kit.texts import compose
from talkshows.models.episode import EpisodePage


@require_http_methods(["GET", "POST"])
def promotion(request, pk: int):
    """Show the countdown of an event with its texts; POST marks a message as sent."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    if pk >= 2**63:
        raise Http404
    event = get_object_or_404(EpisodePage, pk=pk).specific
    steps = list_steps(event)
    if request.method == "POST":
        step = next((one.step for one in steps if one.step == request.POST.get("step")), None)
        if step is None:
            messages.error(request, _("This event has no such message: it has no date, or is cancelled."))
        elif mark_sent(event, step, request.user):
            log(event, "talkshows.promotion.sent", user=request.user, data={"step": step.value})
            messages.success(request, _("Marked as sent."))
        return redirect("promotion", event.pk)
    facts = collect_facts(event)
    rows = [(one, compose(facts, (choose_moment(event, one.step),))[0]) for one in steps]
    is_public = readable_pages().filter(pk=event.pk).exists()
    context = {
        "page": event,
        "facts": facts,
        "rows": rows,
        "kit_url": f"{event.url}kit/" if is_public and event.url else "",
    }
    return render(request, "talkshows/admin/promotion.html", context)
