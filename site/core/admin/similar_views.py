"""Answers the wheel check while somebody types: the entries nearest to a text, for who writes entries."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.admin.similar_panel import SHOWN
from core.entries.similar import find_similar
from core.models import EntryPage
from directory.localisation import get_locale, get_locales

MAX_LENGTH = 1_000  # characters of title and lead together


@never_cache
@require_POST
def similar_entries(request):
    """Return the list as HTML; `text`, `language`, and with `entry` the id of the entry that is being written."""
    if not policy_registry.get_by_type(Page).user_has_any_permission(request.user, ["add", "change"]):
        raise PermissionDenied
    code = request.POST.get("language", "")
    language = code if code in get_locales() else get_locale().language_code
    number = request.POST.get("entry", "")
    keys = (
        EntryPage.objects.filter(pk=int(number)).values("translation_key")
        if number.isdecimal() and len(number) < 19
        else ()
    )
    own = list(EntryPage.objects.filter(translation_key__in=keys).values_list("pk", flat=True)) if keys else []
    found = find_similar(request.POST.get("text", "")[:MAX_LENGTH], language, SHOWN, without=own)
    return render(request, "core/similar_list.html", {"found": found})
