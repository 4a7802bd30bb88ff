"""Admin view of a merge: choose the other record, see what will change, do it."""

from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from accounts.acting import as_system
from directory.merging.execute import merge_records
from directory.merging.forms import MergeForm, asks_consent, digest_plan
from directory.merging.permissions import find_forbidden_pages, may_merge
from directory.merging.plan import MergeRefusedError, plan_merge
from directory.usage.listing import count_by_kind, list_uses


def get_record(model, pk: str):
    """Return a record by the id in an address, also a merged one; raise Http404 for other ids."""
    try:
        return model.with_merged.select_related("merged_into").get(pk=pk)
    except (model.DoesNotExist, ValueError, OverflowError, ValidationError) as error:
        raise Http404 from error


def edit_url(record) -> str:
    """Return the address of the edit form of a record."""
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


class MergeView(View):
    """GET: choose a target, with `?target=` what will change; POST with `confirmed`: merge."""

    model = None
    template_name = "directory/merge.html"

    def dispatch(self, request, *args, **kwargs):
        """Refuse who may not merge; go to the target of a record that was merged already."""
        if not may_merge(request.user, self.model):
            raise PermissionDenied
        self.record = get_record(self.model, kwargs["pk"])
        if self.record.merged_into_id:
            return redirect_to_target(request, self.record)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, pk):
        """Show the form, and what will change when there is a target."""
        return self._show(request.GET if "target" in request.GET else None)

    def post(self, request, pk):
        """Merge when what will change was seen and still holds; show it otherwise."""
        form = MergeForm(request.POST, record=self.record)
        if not form.is_valid() or not form.cleaned_data["confirmed"]:
            return self._show(request.POST, status=400 if form.errors else 200)
        target = form.cleaned_data["target"]
        try:
            with transaction.atomic():
                plan = plan_merge(self.record, target)
                usage = plan.find_usage()
                if form.cleaned_data["seen"] != digest_plan(plan, usage):
                    messages.warning(
                        request, _("Something changed since you looked. Nothing is merged yet: look again.")
                    )
                    return self._show(request.POST, status=409)
                if find_forbidden_pages(request.user, usage.page_ids):
                    return self._show(request.POST, status=403)
                keep = form.cleaned_data["keep_consent"]
                with as_system():  # what changes now was asked above, for all pages at once
                    done = merge_records(self.record, target, user=request.user, keep_consent=keep)
        except MergeRefusedError:
            return self._show(request.POST, status=409)
        number = len(done.page_ids)
        text = ngettext(
            "“%(old)s” is merged into “%(new)s”. %(number)d page changed.",
            "“%(old)s” is merged into “%(new)s”. %(number)d pages changed.",
            number,
        )
        messages.success(request, text % {"old": self.record, "new": target, "number": number})
        return redirect(edit_url(target))

    def _show(self, data, status: int = 200):
        form = MergeForm(data, record=self.record)
        context = {"record": self.record, "form": form, "edit_url": edit_url(self.record), "model": self.model._meta}
        if data is not None and form.is_valid():
            target = form.cleaned_data["target"]
            context["target"] = target
            try:
                context |= self._describe(plan_merge(self.record, target), form)
            except MergeRefusedError as error:
                context["refusal"] = str(error)
                status = max(status, 409)
                context["form"] = MergeForm(record=self.record, initial={"target": target.merged_into_id or target.pk})
        elif form.errors:
            status = max(status, 400)
            context["form"] = MergeForm(record=self.record)
            context["refusal"] = _("Choose a record from the list.")
        return render(self.request, self.template_name, context, status=status)

    def _describe(self, plan, form) -> dict:
        usage = plan.find_usage()
        rows = list_uses(usage, self.request.user)
        return {
            "plan": plan,
            "rows": rows,
            "counts": count_by_kind(rows),
            "public": sum(row.is_public for row in rows),
            "forbidden": find_forbidden_pages(self.request.user, usage.page_ids),
            "asks_consent": asks_consent(plan),
            "keeps_consent": form.cleaned_data["keep_consent"],
            "seen": digest_plan(plan, usage),
        }


def follow_merged_view(view, model):
    """Wrap an admin view of one record: for a merged record it leads to the target, and shows what was typed in its form."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            record = get_record(model, kwargs.get("pk", ""))
            policy = policy_registry.get_by_type(model)
            if not record.merged_into_id:
                raise
            if not policy.user_has_any_permission(request.user, {"change", "delete"}):
                raise PermissionDenied from None
        if request.method in {"GET", "HEAD"}:
            return redirect_to_target(request, record)
        fields = [field for field in model._meta.concrete_fields if field.editable and request.POST.get(field.name)]
        typed = [(field.verbose_name, request.POST[field.name]) for field in fields if not field.is_relation]
        context = {"record": record, "typed": typed, "edit_url": edit_url(record.merged_into)}
        return render(request, "directory/merged_record.html", context, status=409)

    return wrapped


def redirect_to_target(request, record):
    """Redirect to the edit form of the record that a merged one became, with a message."""
    text = _("“%(old)s” was merged into “%(new)s”, which you see here.")
    messages.info(request, text % {"old": record, "new": record.merged_into})
    return redirect(edit_url(record.merged_into))
