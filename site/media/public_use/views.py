"""The view behind the button of a refusal: a copy of a file in use, with what was typed."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import BooleanField
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtailmedia.forms import get_media_form

from media.public_use.copying import NotCopyableError, copy_file
from media.public_use.file_views import KINDS
from media.public_use.policy import get_policy
from media.serving.access import may_see

FORMS = {"image": get_image_form, "document": get_document_form, "recording": get_media_form}
EDIT_VIEWS = {"image": "wagtailimages:edit", "document": "wagtaildocs:edit", "recording": "wagtailmedia:edit"}


@require_POST
def copy_file_in_use(request, kind: str, pk: int):
    """Make a copy of a file for the user, and redirect to its form."""
    if kind not in KINDS:
        raise Http404
    model = KINDS[kind]
    if not get_policy(model).user_has_permission(request.user, "add"):
        raise PermissionDenied
    file = get_object_or_404(model, pk=min(pk, 2**63 - 1))
    if not may_see(request, file):
        raise Http404
    try:
        copy = copy_file(file, request.user)
    except NotCopyableError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_home")
    apply_typed(request, kind, copy)
    log(copy, "wagtail.create", user=request.user)
    messages.success(
        request,
        _("This is your own copy of “%(title)s”. Change it, and then choose it in the draft in place of the other.")
        % {"title": copy.title},
    )
    return redirect(reverse(EDIT_VIEWS[kind], args=[copy.pk]))


def apply_typed(request, kind: str, copy: Model) -> None:
    """Save the texts on the copy that were typed in the refused form; say what is not valid."""
    typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    if not typed:
        return
    form_class = FORMS[kind](type(copy))
    empty = form_class(instance=copy, user=request.user)
    # An unticked box is not posted; everything else that was not posted stays.
    kept = {
        name: value for name, value in empty.initial.items() if not isinstance(empty.fields.get(name), BooleanField)
    }
    kept["tags"] = ", ".join(f'"{tag.name}"' for tag in copy.tags.all())
    checked = form_class({**kept, **typed}, instance=type(copy).objects.get(pk=copy.pk), user=request.user)
    if checked.is_valid():
        checked.save()
    else:
        for name, errors in checked.errors.items():
            messages.warning(
                request, f"{checked.fields[name].label if name in checked.fields else ''} {' '.join(errors)}"
            )
