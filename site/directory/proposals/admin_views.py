"""The page of proposals and changes: what waits for a decision, and what the lists' keepers changed lately."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages

from directory.merging.admin_views import edit_url, get_record
from directory.proposals.changes import list_changes
from directory.proposals.near_names import find_near
from directory.proposals.publish import accept, refuse
from directory.proposals.rules import find_decided, may_decide
from directory.references.relations import record_models
from directory.usage.listing import list_uses
from directory.usage.report import find_usage

ACCEPT, REFUSE = "accept", "refuse"
MAX_SHOWN = 50


class DecisionForm(forms.Form):
    """A decision about a proposal; a refusal has its reason, which the entry's editors read."""

    decision = forms.ChoiceField(choices=[(ACCEPT, ACCEPT), (REFUSE, REFUSE)])
    reason = forms.CharField(
        label=gettext_lazy("Why not, and what to use instead"), required=False, max_length=300, strip=True
    )

    def clean(self):
        """Require a reason for a refusal."""
        data = super().clean()
        if data.get("decision") == REFUSE and not data.get("reason"):
            self.add_error("reason", _("Say why, so that the writer knows what to do."))
        return data


def list_proposals(user) -> list[dict]:
    """Return the proposals on which the user decides, the oldest first, each with where it is used and near names."""
    found = []
    for model in find_decided(user):
        for record in model.with_proposals.filter(live=False, refused_at=None).select_related("proposed_by"):
            near = [one for one in find_near(model, record.name, record.locale_id, user) if one.pk != record.pk]
            found.append(
                {"record": record, "kind": model._meta.verbose_name, "model": model._meta.model_name, "near": near}
            )
    return sorted(found, key=lambda one: one["record"].pk)[:MAX_SHOWN]


class ProposalsView(View):
    """GET: proposals and changes. POST: one decision about the proposal with these `kind` and `record`."""

    template_name = "directory/proposals.html"

    def dispatch(self, request, *args, **kwargs):
        """Refuse who decides on no kind of record."""
        if not find_decided(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        """Show the page."""
        return self._show()

    def post(self, request):
        """Decide, and show the page again."""
        kinds = {model._meta.model_name: model for model in record_models()}
        model = kinds.get(request.POST.get("kind", ""))
        if model is None or not may_decide(request.user, model):
            raise PermissionDenied
        record = get_record(model, request.POST.get("record", ""))
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._show(refused=record, form=form, status=400)
        if not record.is_proposal:
            messages.warning(request, _("“%(name)s” was decided on already.") % {"name": record})
        elif form.cleaned_data["decision"] == ACCEPT:
            accept(record, user=request.user)
            messages.success(request, _("“%(name)s” is public.") % {"name": record})
        else:
            refuse(record, form.cleaned_data["reason"], user=request.user)
            messages.success(request, _("“%(name)s” is refused; its writers read why.") % {"name": record})
        return redirect("record_proposals")

    def _show(self, refused=None, form=None, status: int = 200):
        rows = list_proposals(self.request.user)
        for row in rows:
            record = row["record"]
            row["uses"] = list_uses(find_usage(record), self.request.user)
            row["edit_url"] = edit_url(record)
            row["merge_url"] = reverse(record.snippet_viewset.get_url_name("merge"), args=[record.pk])
            row["form"] = form if record == refused else DecisionForm()
        context = {"rows": rows, "changes": list_changes(self.request.user), "accept": ACCEPT, "refuse": REFUSE}
        return render(self.request, self.template_name, context, status=status)
