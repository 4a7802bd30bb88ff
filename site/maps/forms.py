"""The form of outlines: a GeoJSON file, which is read at once and not kept."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from maps.outlines.geojson import OutlineError, read_outlines, write_collection


class OutlineSetForm(WagtailAdminModelForm):
    """Reads the file into the outlines; without a file those of before stay."""

    file = forms.FileField(
        label=_("GeoJSON file"),
        required=False,
        help_text=_("A GeoJSON file in WGS 84 with the name of each outline, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )

    def clean_file(self):
        """Return the outlines of the file; raise ValidationError with what is wrong with it."""
        file = self.cleaned_data.get("file")
        if not file:
            if not self.instance.features:
                raise forms.ValidationError(_("Choose a file."))
            return None
        try:
            return read_outlines(file.read())
        except OutlineError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        """Refuse a second set for a city, in whatever language the city was chosen, and level."""
        data = super().clean()
        city, level = data.get("city"), data.get("level")
        if city and level:
            others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
            if others.filter(city__translation_key=city.translation_key, level=level).exists():
                self.add_error("level", _("This city has outlines of this level. Change those."))
        return data

    def save(self, commit=True):
        """Store the outlines with the row."""
        outlines = self.cleaned_data.get("file")
        if outlines is not None:
            self.instance.features = write_collection(outlines)
        return super().save(commit)
