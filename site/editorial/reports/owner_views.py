"""Names the owner of an entry, from the report of those without one or from the history of a page."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page

from accounts.names import name_of
from core.models import EntryPage
from editorial.reports.upkeep import find_owners

CHANGE_OWNER = "editorial.owner"


class OwnerChoice(forms.ModelChoiceField):
    """A choice of people, by the name that their colleagues know."""

    def label_from_instance(self, user) -> str:
        """Return the name, or the name to sign in with where there is none."""
        return name_of(user)


class OwnerForm(forms.Form):
    """Who is to be the owner of an entry."""

    owner = OwnerChoice(
        queryset=None, label=gettext_lazy("owner"),
        help_text=gettext_lazy("Is asked once a year whether the page is still true, and may change it."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = ("first_name", "last_name", get_user_model().USERNAME_FIELD)
        self.fields["owner"].queryset = find_owners().order_by(*names).distinct()


@require_http_methods(["GET", "POST"])
def change_owner(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the form, or name the owner and go back to the report; for who may publish the entry, and not for a translation."""
    page = get_object_or_404(EntryPage.objects.select_related("owner"), pk=page_id).specific
    if not page.permissions_for_user(request.user).can_publish() or page.alias_of_id:
        raise PermissionDenied
    form = OwnerForm(request.POST if request.method == "POST" else None, initial={"owner": page.owner_id})
    title = page.get_admin_display_title()
    if request.method == "POST" and form.is_valid():
        set_owner(page, form.cleaned_data["owner"], request.user)
        values = {"title": title, "who": form.fields["owner"].label_from_instance(form.cleaned_data["owner"])}
        messages.success(request, _("“%(title)s” belongs to %(who)s now.") % values)
        return redirect(reverse("owner_report"))
    context = {
        "form": form, "page": page, "page_title": _("Owner"), "page_subtitle": title,
        "header_title": f"{_('Owner')}: {title}", "header_icon": "user", "breadcrumbs_items": [],
    }  # fmt: skip
    return TemplateResponse(request, "editorial/change_owner.html", context, status=400 if form.errors else 200)


def set_owner(page: Page, owner, user) -> None:
    """Let an entry belong to `owner`; no version of it changes, and its history says so."""
    with transaction.atomic():
        Page.objects.filter(pk=page.pk).update(owner=owner)
        log(page, CHANGE_OWNER, user=user, data={"owner": name_of(owner)})


def register_owner_action(actions) -> None:
    """Add the action to Wagtail's registry."""

    @actions.register_action(CHANGE_OWNER)
    class OwnerFormatter(LogFormatter):
        """Another owner."""

        label = gettext_lazy("Named an owner")

        def format_message(self, log_entry):
            """Return the sentence for the history of a page."""
            return _("Belongs to %(who)s from now on") % {"who": log_entry.data.get("owner", "")}
