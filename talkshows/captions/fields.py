"""Fields of a recording: a time as people write it, and caption text that may come as a file."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from talkshows.captions import parser
from talkshows.captions.cue import clock, parse_clock


class SecondsFormField(forms.CharField):
    """A time such as 1:35, kept in seconds."""

    def prepare_value(self, value):
        """Show seconds as a time; leave what was typed."""
        return clock(value) if isinstance(value, int) else value

    def to_python(self, value):
        """Return seconds, or None for nothing."""
        if isinstance(value, int) or value in self.empty_values:
            return value if isinstance(value, int) else None
        try:
            return parse_clock(str(value))
        except ValueError:
            raise ValidationError(_("Write a time as 1:35 or 1:02:03.")) from None

    def has_changed(self, initial, data):
        """Compare times, not how they were written."""
        return super().has_changed(self.prepare_value(initial), data)


class SecondsField(models.PositiveIntegerField):
    """Whole seconds from the start of a recording."""

    def formfield(self, **kwargs):
        """Return the field that takes 1:35."""
        wanted = {name: kwargs[name] for name in ("required", "label", "help_text", "initial") if name in kwargs}
        return SecondsFormField(
            **{"required": not self.blank, "label": capfirst(self.verbose_name), "help_text": self.help_text, **wanted},
            widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "1:35", "size": 8}),
        )


class CaptionInput(forms.Textarea):
    """A text area with a file input under it; a chosen file takes the place of the text."""

    needs_multipart_form = True

    def value_from_datadict(self, data, files, name):
        """Return the bytes of a chosen file, else the text."""
        upload = files.get(f"{name}-file")
        if upload is None:
            return super().value_from_datadict(data, files, name)
        upload.seek(0)
        return upload.read() if upload.size <= parser.MAX_SIZE else b"\0" * (parser.MAX_SIZE + 1)

    def value_omitted_from_data(self, data, files, name):
        """A file alone is a value too."""
        return super().value_omitted_from_data(data, files, name) and f"{name}-file" not in files

    def format_value(self, value):
        """Show a file that was refused as text, so that nothing is lost."""
        if isinstance(value, bytes):
            return value[: parser.MAX_SIZE].decode("utf-8", "replace").replace("\0", "")
        return super().format_value(value)

    def render(self, name, value, attrs=None, renderer=None):
        """Return the text area, what to look at in it, and the file input."""
        area = super().render(name, value, {**(attrs or {}), "rows": 8, "spellcheck": "false"}, renderer)
        own = (attrs or {}).get("id", f"id_{name}")
        return format_html(
            '{}{}<label for="{}-file">{}</label> <input type="file" id="{}-file" name="{}-file" accept=".vtt,.srt,text/vtt">',
            area, self._notes(value), own, gettext("Or choose a file (.vtt or .srt); it takes the place of the text:"), own, name,
        )  # fmt: skip

    @staticmethod
    def _notes(value):
        try:
            notes = parser.parse(value).notes if isinstance(value, str) and value else []
        except parser.CaptionError:
            notes = []
        if not notes:
            return ""
        items = format_html_join("", "<li>{}</li>", ((describe_caption_file(*note),) for note in notes[:5]))
        return format_html(
            '<p class="help">{}</p><ul class="help">{}</ul>', gettext("This works, but look at it:"), items
        )


def describe_caption_file(line: int, what) -> str:
    """Return a problem of a caption file in one sentence."""
    return (
        gettext("Line %(line)d: %(what)s.") % {"line": line, "what": what}
        if line
        else f"{str(what)[:1].upper()}{str(what)[1:]}."
    )


class CaptionFormField(forms.CharField):
    """Caption text or file; refused with the lines that are wrong."""

    widget = CaptionInput

    def to_python(self, value):
        """Return text that can be read as captions."""
        try:
            if isinstance(value, bytes):
                value = parser.decode(value)
            value = super().to_python(value)
            if value:
                parser.parse(value)
        except parser.CaptionError as error:
            raise ValidationError([describe_caption_file(*problem) for problem in error.problems]) from error
        return value.replace("\0", "\ufffd") if value else value

    def bound_data(self, data, initial):
        """Keep a file's text in the form when another field is wrong."""
        if isinstance(data, bytes):
            try:
                return parser.decode(data)
            except parser.CaptionError:
                return data
        return data

    def has_changed(self, initial, data):
        """Compare texts without the browser's line ends."""
        if isinstance(data, str):
            data = data.replace("\r\n", "\n").strip()
        return super().has_changed((initial or "").replace("\r\n", "\n").strip(), data)


class CaptionTextField(models.TextField):
    """The text of a caption file."""

    def formfield(self, **kwargs):
        """Return the field that takes a file as well."""
        return CaptionFormField(
            required=not self.blank, label=capfirst(self.verbose_name), help_text=mark_safe(self.help_text), strip=False
        )
