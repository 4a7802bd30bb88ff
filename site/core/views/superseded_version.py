"""View of an earlier version of an entry; marked as such, and not indexed by search engines."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from core.entries.history import find_correction
from core.models import EarlierVersion, EntryPage
from core.models.player_policy import allow_players


def earlier_version(request, pk: int):
    """Show an earlier version; 410 when the entry was withdrawn or the version may not be read."""
    version = get_object_or_404(EarlierVersion.objects.select_related("entry"), pk=pk)
    entry = EntryPage.objects.readable().filter(pk=version.entry_id).first()
    if entry is None:
        if version.entry.get_view_restrictions():
            raise Http404
        return render(request, "410.html", {"title": version.entry.title, "noindex": True}, status=410)
    if entry.language != (get_language() or "")[:2]:
        raise Http404
    entry = entry.specific
    correction = find_correction(entry, version)
    page = entry.with_content_json(version.content) if correction else None
    if page is None:
        return render(request, "410.html", {"title": entry.title, "noindex": True}, status=410)
    context = page.get_context(request)
    for document in context["documents"]:
        document["pages"] = []  # the file may have been replaced; the current page has its text
    context |= {"noindex": True, "superseded": {"version": version, "url": entry.url, "correction": correction}}
    response = render(request, page.get_template(request), context)
    if page.loads_players:
        allow_players(response)
    response["X-Robots-Tag"] = "noindex"
    return response
