"""Form fields whose file is kept when the form is refused (`media.uploads.kept`)."""

from django import forms
from django.core.files.uploadedfile import UploadedFile as Upload
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from media.uploads.kept import drop, find_kept, keep


class KeepsFile:
    """Mixin of file inputs: a form that comes without a file has the kept one."""

    user = None
    kept = None  # KeptUpload of the token that came with the form
    token, file_name = "", ""  # of the file that the form shows as kept
    chosen = None  # the accepted upload of a refused form; kept when the form is shown again

    def value_from_datadict(self, data, files, name):
        """Return the chosen file, or the kept one."""
        chosen = super().value_from_datadict(data, files, name)
        token = data.get(f"{name}-kept", "")
        if chosen is not None or not token:
            return chosen
        if self.kept is None or self.kept.token != token:
            self.kept = find_kept(token, self.user)
        return self.kept

    def value_omitted_from_data(self, data, files, name):
        """Return whether neither a file nor a token came."""
        return super().value_omitted_from_data(data, files, name) and f"{name}-kept" not in data

    def use_required_attribute(self, initial):
        """Let the browser ask for a file only when none is kept."""
        return super().use_required_attribute(initial) and not self.token and self.chosen is None

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        """Render the file input, with the token and the name of the kept file."""
        rendered = super().render(name, value, attrs, renderer)
        if self.chosen is not None:
            self.token, self.file_name, self.chosen = keep(self.chosen, self.user), self.chosen.name, None
        if not self.token:
            return rendered
        told = gettext("Kept: %(name)s. Choose a file only if you want another one.") % {"name": self.file_name}
        hidden = format_html('<input type="hidden" name="{}-kept" value="{}">', name, self.token)
        return format_html('{}{}<p class="help" role="status" data-kept>{}</p>', rendered, hidden, told)


class KeptFileInput(KeepsFile, forms.FileInput):
    """A file input that keeps its file."""


class KeptClearableFileInput(KeepsFile, forms.ClearableFileInput):
    """A file input of an optional file that keeps its file."""


class KeepsUploads:
    """Mixin of forms: keeps the accepted files of `kept_fields` when another field is refused."""

    kept_fields: tuple = ("file",)

    def keep_uploads_of(self, user) -> None:
        """Replace the file inputs; called at the end of `__init__()`."""
        for name in self.kept_fields:
            field = self.fields.get(name)
            if field is not None:
                clearable = isinstance(field.widget, forms.ClearableFileInput)
                attrs = field.widget.attrs
                field.widget = (KeptClearableFileInput if clearable else KeptFileInput)(attrs)
                field.widget.user, field.widget.is_required = user, field.required

    def full_clean(self):
        """Validate; keep the files when that fails."""
        super().full_clean()
        if self.is_bound and self.errors:
            for name in self.kept_fields:
                if name in self.fields and self.fields[name].widget.user is not None:
                    self._keep(name)

    def _keep(self, name: str) -> None:
        """Let the widget show what is kept: the file that was kept before, else the one that was chosen."""
        widget, refused = self.fields[name].widget, name in self.errors
        if widget.kept is not None:
            widget.kept.close()
            kept = None if refused else widget.kept
        else:
            kept = find_kept(self.data.get(f"{self.add_prefix(name)}-kept"), widget.user) if refused else None
        if kept is not None:
            widget.token, widget.file_name = kept.token, kept.name
        elif not refused:
            chosen = self.cleaned_data.get(name)  # cleaned; a field may also have read the file into something else
            chosen = chosen if isinstance(chosen, Upload) else self.files.get(self.add_prefix(name))
            widget.chosen = chosen

    def drop_kept_uploads(self) -> None:
        """Delete the kept files that were used or replaced; called when the form was saved."""
        for name in self.kept_fields:
            widget = self.fields[name].widget if name in self.fields else None
            token = self.data.get(f"{self.add_prefix(name)}-kept") if widget is not None else None
            kept = find_kept(token, widget.user) if token else None
            if kept is not None:
                kept.close()
                drop(kept.row)
