"""The view of the small forms of the calendar."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from editorial.calendar import changes
from editorial.calendar.date_forms import DueForm, PlannedForm, ReviewDateForm, make_event_form
from editorial.calendar.kinds import Kind
from editorial.review_dates import get_review_day


@require_http_methods(["GET", "POST"])
def change_date(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show the small form of a date, or carry it out and go back to the calendar; an alias leads to its source."""
    page = get_object_or_404(Page, pk=pk).specific
    if kind not in _FORMS:
        raise Http404
    if not changes.may_change(request.user, page, kind):
        raise PermissionDenied
    if page.alias_of_id:
        return redirect("change_date", page.alias_of_id, kind)
    make_form, save = _FORMS[kind]
    form = make_form(page, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        message, day = save(page, form, request.user)
        edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("To the page"))
        messages.success(request, message % {"title": page.get_admin_display_title()}, buttons=[edit])
        month = f"?maand={day:%Y-%m}" if day else ""
        return redirect(f"{reverse('calendar')}{month}")
    title = page.get_admin_display_title()
    context = {
        "form": form, "page": page, "kind": Kind(kind), "page_title": Kind(kind).label, "page_subtitle": title,
        "header_title": f"{Kind(kind).label}: {title}", "header_icon": "calendar-alt", "breadcrumbs_items": [],
    }  # fmt: skip
    return TemplateResponse(request, "editorial/change_date.html", context, status=400 if form.errors else 200)


def _review_form(page, data):
    return ReviewDateForm(data, initial={"day": get_review_day(page) if hasattr(page, "kind_class") else None})


def _save_review(page, form, user):
    changes.set_review_day(page, day := form.cleaned_data["day"])
    return _("“%(title)s” is to be looked at again on the day that you chose."), day


def _planned_form(page, data):
    revision = changes.find_planned_revision(page)
    if revision is None:
        raise Http404
    return PlannedForm(data, initial={"moment": revision.approved_go_live_at})


def _save_planned(page, form, user):
    changes.replan(page, moment := form.cleaned_data["moment"], user)
    return _("“%(title)s” is planned anew."), moment


def _due_form(page, data):
    step = changes.find_step_of(page)
    if step is None:
        raise Http404
    return DueForm(data, initial={"due": step.due})


def _save_due(page, form, user):
    changes.set_due(page, due := form.cleaned_data["due"])
    return _("“%(title)s” has another due date."), due


def _event_form(page, data):
    if not getattr(page, "calendar_fields", ()):
        raise Http404
    latest = page.get_latest_revision_as_object()
    return make_event_form(latest)(data, instance=latest)


def _save_event(page, form, user):
    changed = form.save(commit=False)
    changes.save_event(changed, user)
    day = getattr(changed, changed.calendar_fields[0])
    if page.live:
        return _("“%(title)s” has another date in a draft. Send it to the board, and readers see it."), day
    return _("“%(title)s” has another date."), day


_FORMS = {
    Kind.REVIEW: (_review_form, _save_review),
    Kind.PLANNED: (_planned_form, _save_planned),
    Kind.DUE: (_due_form, _save_due),
    Kind.EVENT: (_event_form, _save_event),
}
