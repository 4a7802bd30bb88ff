"""Import and export of initiatives in Wagtail's admin: a file, what would become of each line, and then the import itself."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.initiatives.csv_file import MAX_BYTES, CsvFileError, decode, read_rows
from knowledge.initiatives.exporting import export_initiatives
from knowledge.initiatives.importing import Fate, count_fates, import_rows

PERMISSIONS = ("knowledge.add_initiative", "knowledge.change_initiative")


class ImportForm(forms.Form):
    """A CSV file; after the dry run its text stands in the form instead."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"), required=False,
        help_text=gettext_lazy("Headings: naam, zin, plek, thema’s, wie, link, fase, sinds. Nothing is changed yet."),
    )  # fmt: skip
    text = forms.CharField(required=False, widget=forms.HiddenInput, max_length=MAX_BYTES, strip=False)

    def clean(self):
        """Read the rows of the file, or of the text that was shown."""
        data = super().clean()
        try:
            file = data.get("file")
            if file is not None and file.size > MAX_BYTES:
                raise CsvFileError(_("This file is larger than 1 MB."))
            data["text"] = decode(file.read()) if file is not None else data.get("text", "")
            data["rows"] = read_rows(data["text"])
        except CsvFileError as error:
            self.add_error("file", str(error))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def import_initiatives(request):
    """Show the form; a file is planned only, and its text, sent again, is imported."""
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    planned, imported = None, False
    if request.method == "POST" and form.is_valid():
        imported = request.POST.get("import") == "1" and not request.FILES
        planned = import_rows(form.cleaned_data["rows"], dry_run=not imported)
    context = {
        "form": form,
        "planned": planned,
        "imported": imported,
        "counts": [(fate.label, number) for fate, number in count_fates(planned or []).items()],
        "todo": any(row.fate in {Fate.NEW, Fate.CHANGED} for row in planned or []) and not imported,
        "text": form.cleaned_data["text"] if planned is not None else "",
    }
    status = 400 if request.method == "POST" and planned is None else 200
    return render(request, "knowledge/admin/import_initiatives.html", context, status=status)


@require_safe
def download_initiatives(request) -> HttpResponse:
    """Return all initiatives as CSV, with what readers do not see, for who may import it again."""
    if not request.user.has_perms(PERMISSIONS):
        raise PermissionDenied
    name = f"{_('initiatives')}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(export_initiatives(), content_type="text/csv; charset=utf-8", headers=headers)
