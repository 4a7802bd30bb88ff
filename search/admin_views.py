"""Views of the menu "Search" in the editing screens: the form with a preview, and what readers ask."""

from django.contrib.auth.decorators import permission_required
from django.db.models import Max, Sum
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import generic

from search.asked import DAYS_TO_SHOW, often_asked, write
from search.models import AskedQuery
from search.preview import compare

SHOWN = 100


class Previewing:
    """A form with a second button, that shows what would change and saves nothing."""

    preview = None

    def form_valid(self, form):
        """Save, unless the editor only wants to see what would change."""
        if "preview" not in self.request.POST:
            return super().form_valid(form)
        self.form, self.preview = form, compare(form.instance)
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs):
        """Add the preview."""
        return {**super().get_context_data(**kwargs), "preview": self.preview}


class SynonymCreateView(Previewing, generic.CreateView):
    """A new synonym."""


class SynonymEditView(Previewing, generic.EditView):
    """An existing one."""


@permission_required("search.view_askedquery", raise_exception=True)
def asked(request):
    """What readers ask most, and what they ask without finding anything."""
    write()
    rows = often_asked().annotate(times=Sum("number"), last=Max("day")).order_by("-times", "text")
    found = {
        (row.language, row.text): row.found
        for row in AskedQuery.objects.filter(day__in=[row["last"] for row in rows]).order_by("day")
    }
    rows = [{**row, "found": found.get((row["language"], row["text"]), 0)} for row in rows]
    context = {
        "most": rows[:SHOWN],
        "without": [row for row in rows if not row["found"]][:SHOWN],
        "days": DAYS_TO_SHOW,
        "header_title": _("What readers ask"),
        "page_title": _("What readers ask"),
        "header_icon": "help",
        "breadcrumbs_items": [],
    }
    return TemplateResponse(request, "search/admin/asked.html", context)
