"""The side panel of an entry's edit form that says what is missing, and the view that reads it again after a save."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.ui.side_panels import BaseSidePanel

from accounts.admin_middleware import AdminMiddleware
from core.entries.findings import Finding, Weight
from core.models import EntryPage
from editorial.completeness import completeness
from editorial.completeness.complete import say_complete

VIEWS = frozenset({"wagtailadmin_pages:edit", "wagtailadmin_pages:add"})
URGENT, CALM = (
    "w-bg-critical-200",
    "completeness__calm",
)  # classes of the number; static/js/completeness.js sets them too
HEADINGS = {
    Weight.BLOCKS: _("Needed before it can be published"),
    Weight.ADVICE: _("Can still be better, but need not"),
    Weight.HINT: _("Does not read easily yet"),
    Weight.NOTICE: _("Good to know"),
}


def group_findings(found: list[Finding]) -> list[tuple]:
    """Return (weight, heading, findings) of the weights that occur."""
    groups = [(weight, heading, [one for one in found if one.weight == weight]) for weight, heading in HEADINGS.items()]
    return [group for group in groups if group[2]]


def make_list_context(user, entry, found: list[Finding]) -> dict:
    """Return what the template of the list needs."""
    complete = "" if any(one.weight.is_missing for one in found) else say_complete(user, entry)
    return {"groups": group_findings(found), "entry": entry, "complete": complete}


def count_missing(found: list[Finding]) -> tuple[int, str]:
    """Return the number that the toggle shows and its colour: what blocks, in red; without it what advises, calm."""
    number = sum(one.weight == Weight.BLOCKS for one in found)
    return (number, URGENT) if number else (sum(one.weight == Weight.ADVICE for one in found), CALM)


class CompletenessSidePanel(BaseSidePanel):
    """What is missing; its toggle counts what blocks, or else what advises."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """Button that opens the panel."""

        aria_label = _("Toggle what is missing")
        icon_name = "list-ul"

        def get_context_data(self, parent_context):
            """Add the number, and the class of its colour."""
            context = super().get_context_data(parent_context)
            context["count"], self.counter_classname = count_missing(self.panel.findings)
            return context

    name = "completeness"
    title = _("What is missing?")
    template_name = "editorial/completeness_panel.html"
    order = 150

    def __init__(self, entry, request):
        super().__init__(entry, request)
        self.findings = completeness(entry) if entry.pk else []

    def get_context_data(self, parent_context):
        """Add the findings in groups."""
        values = make_list_context(self.request.user, self.object, self.findings)
        return {**super().get_context_data(parent_context), **values}


class CompletenessPanelMiddleware(AdminMiddleware):
    """Adds the panel to the edit form of entries; Wagtail has no hook for side panels of pages."""

    def process_template_response(self, request, response):
        """Put the panel among those of the edit form."""
        match, context = request.resolver_match, response.context_data or {}
        entry, panels = getattr(context.get("form"), "instance", None), context.get("side_panels")
        if match is not None and match.view_name in VIEWS and panels is not None and isinstance(entry, EntryPage):
            panels.append(CompletenessSidePanel(entry, request))
        return response


@never_cache
@require_safe
def completeness_list(request, pk):
    """Return the findings of the latest version of an entry as HTML, for who may edit it."""
    entry = EntryPage.objects.filter(pk=min(pk, 2**63 - 1)).first()
    if entry is None:
        raise Http404
    if not entry.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    latest = entry.specific.get_latest_revision_as_object()
    values = make_list_context(request.user, latest, completeness(latest))
    return render(request, "editorial/completeness_list.html", values)
