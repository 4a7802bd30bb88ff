"""Model and form fields for times in seconds and for caption text that may be uploaded as a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from talkshows.captions import parser
from talkshows.captions.cue import format_time, parse_time

MAX_WARNINGS = 20  # shown at once


class SecondsFormField(forms.CharField):
    """Takes a time such as 1:35; the value is in seconds."""

    def prepare_value(self, value):
        """Return an integer as M:SS; any other value unchanged."""
        return format_time(value) if isinstance(value, int) else value

    def to_python(self, value):
        """Return seconds, or None for an empty value."""
        if isinstance(value, int) or value in self.empty_values:
            return value if isinstance(value, int) else None
        try:
            return parse_time(str(value))
        except ValueError:
            raise ValidationError(_("Write a time as 1:35 or 1:02:03.")) from None

    def has_changed(self, initial, data):
        """Compare the formatted initial time with the data."""
        return super().has_changed(self.prepare_value(initial), data)


class SecondsField(models.PositiveIntegerField):
    """Whole seconds from the start of a recording."""

    def formfield(self, **kwargs):
        """Return a SecondsFormField."""
        options = {name: kwargs[name] for name in ("required", "label", "help_text", "initial") if name in kwargs}
        return SecondsFormField(
            **{
                "required": not self.blank,
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
                **options,
            },
            widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "1:35", "size": 8}),
        )


class CaptionInput(forms.Textarea):
    """A textarea with a file input; an uploaded file replaces the text."""

    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        """Return the bytes of an uploaded file, else the text."""
        upload = files.get(f"{name}-file")
        if upload is None:
            return super().value_from_datadict(data, files, name)
        upload.seek(0)
        return upload.read() if upload.size <= parser.MAX_SIZE else b"\0" * (parser.MAX_SIZE + 1)

    def value_omitted_from_data(self, data, files, name):
        """Return whether both the text and the file are missing."""
        return super().value_omitted_from_data(data, files, name) and f"{name}-file" not in files

    def format_value(self, value):
        """Return the bytes of a rejected file as text."""
        if isinstance(value, bytes):
            return value[: parser.MAX_SIZE].decode("utf-8", "replace").replace("\0", "")
        return super().format_value(value)

    def render(self, name, value, attrs=None, renderer=None):
        """Render the textarea, the parser's warnings and the file input."""
        area = super().render(name, value, {**(attrs or {}), "rows": 8, "spellcheck": "false"}, renderer)
        own = (attrs or {}).get("id", f"id_{name}")
        return format_html(
            '{}{}<label for="{}-file">{}</label> <input type="file" id="{}-file" name="{}-file" accept=".vtt,.srt,.sbv,text/vtt">',
            area, self._render_warnings(value), own, gettext("Or choose a file (.vtt or .srt); it takes the place of the text:"), own, name,
        )  # fmt: skip

    @staticmethod
    def _render_warnings(value):
        try:
            warnings = parser.parse(value).warnings if isinstance(value, str) and value else []
        except parser.CaptionError:
            warnings = []
        if not warnings:
            return ""
        lines = [format_problem(*warning) for warning in warnings[:MAX_WARNINGS]]
        more = len(warnings) - MAX_WARNINGS
        if more > 0:
            lines.append(gettext("And %(count)d more like these.") % {"count": more})
        items = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
        return format_html(
            '<p class="help">{}</p><ul class="help">{}</ul>', gettext("This works, but look at it:"), items
        )


def format_problem(line: int, what) -> str:
    """Return an error or warning of the parser as a sentence; line 0 stands for the whole file."""
    return (
        gettext("Line %(line)d: %(what)s.") % {"line": line, "what": what}
        if line
        else f"{str(what)[:1].upper()}{str(what)[1:]}."
    )


class CaptionFormField(forms.CharField):
    """Caption text or file; validation errors name the lines that cannot be parsed."""

    widget = CaptionInput

    def to_python(self, value):
        """Return text that the caption parser accepts; raise ValidationError otherwise."""
        try:
            if isinstance(value, bytes):
                value = parser.decode(value)
            value = super().to_python(value)
            if value:
                parser.parse(value)
        except parser.CaptionError as error:
            raise ValidationError([format_problem(*problem) for problem in error.problems]) from error
        return value.replace("\0", "\ufffd") if value else value

    def bound_data(self, data, initial):
        """Return an uploaded file as text, so that an invalid form keeps it."""
        if isinstance(data, bytes):
            try:
                return parser.decode(data)
            except parser.CaptionError:
                return data
        return data

    def has_changed(self, initial, data):
        """Compare with line endings normalised."""
        if isinstance(data, str):
            data = data.replace("\r\n", "\n").strip()
        return super().has_changed((initial or "").replace("\r\n", "\n").strip(), data)


class CaptionTextField(models.TextField):
    """Stores the text of a caption file."""

    def formfield(self, **kwargs):
        """Return a CaptionFormField."""
        return CaptionFormField(
            required=not self.blank, label=capfirst(self.verbose_name), help_text=mark_safe(self.help_text), strip=False
        )
