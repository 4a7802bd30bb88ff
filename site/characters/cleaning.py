"""The rule: characters that no XML, e-mail header or database takes are replaced or taken out, and words stay apart.

What comes in is cleaned: every form field of text, every text of a model when it is saved, and what a queryset writes. Templates and
feeds clean too, so what leaves the site is clean whatever the database holds.
"""

import json
import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

# Controls but tab and line breaks, surrogates, noncharacters, the byte order mark.
_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_UNFIT = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff{_PLANES}]|\r(?!\n)"
)
_BREAKS = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_RETURN = re.compile(rb"\r(?!\n)")
_PLAIN = bytes([9, 10, 13, *range(0x20, 0x7F)])
_WHITE = re.compile(r"[\t\n\r]+")
_HYPHEN = "\x1e"  # Word's hyphen that does not break
_REMOVED = frozenset("\x00\x1f\x7f\ufeff")  # they stand inside words; \x1f is Word's optional hyphen
# Letters and spaces that show nothing, beside the categories of `is_invisible`.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
OTHERS_DATA = frozenset({"sessions", "contenttypes", "django_tasks_database"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")  # in JSON
_CONTROL = re.compile(r"\\[bfr]")
SHOWN_AS = ("title", "name")  # fields by which a page, record or file is known

_read_text = forms.CharField.to_python
_prepare = models.Field.get_db_prep_save


def clean(text: str) -> str:
    """Return a text without unfit characters; a line break stands for each character that breaks a line."""
    if not _has_unfit(text):
        return text
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")  # pairs become one character
    return _UNFIT.sub(lambda match: _replace(match.group()), _BREAKS.sub("\n", text))


def _has_unfit(text: str) -> bool:
    """Return whether a text has unfit characters; a page of 100 kB takes a third of a millisecond."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True
    if b"\r" in data and _RETURN.search(data):
        return True
    rest = data.translate(None, _PLAIN)  # sequences of several bytes stay whole: they have no ASCII
    return bool(rest) and _UNFIT.search(rest.decode()) is not None


def clean_line(text: str) -> str:
    """Return a cleaned text on one line."""
    return _WHITE.sub(" ", clean(text))


def _replace(character: str) -> str:
    """Return what stands for an unfit character: C1 controls are letters of Windows-1252, as the HTML standard says."""
    if character == _HYPHEN:
        return "-"
    code = ord(character)
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore") or " "
    return "" if character in _REMOVED or code > 0x9F else " "


def is_invisible(text: str) -> bool:
    """Return whether a text has nothing that shows."""
    return all(character in _FILLERS or unicodedata.category(character)[0] in "CZM" for character in text)


def clean_data(value):
    """Return strings, and everything in lists and dicts, cleaned; texts that hold JSON are cleaned inside."""
    if isinstance(value, str):
        return _clean_string(value)
    if isinstance(value, dict):
        return {clean_data(key): clean_data(one) for key, one in value.items()}
    if type(value) in {list, tuple}:
        return type(value)(clean_data(one) for one in value)
    return value


def _clean_string(text: str):
    if text[:1] in {"[", "{"} and "\\u" in text:
        try:
            data = json.loads(text)
        except ValueError:
            return clean(text)
        cleaned = clean_data(data)
        return text if cleaned == data else json.dumps(cleaned)
    return clean(text)


def read_clean_text(field: forms.CharField, value):
    """Return what Django's CharField returns, cleaned; on one line for a one-line input.

    Passwords stay as they were typed, and an e-mail address is right or refused.
    """
    text = _read_text(field, value)
    if not isinstance(text, str) or not text or isinstance(field.widget, forms.PasswordInput):
        return text
    if isinstance(field, forms.EmailField):
        return text
    text = clean_line(text) if isinstance(field.widget, forms.TextInput) else clean(text)
    if field.strip:
        text = text.strip()
    return field.empty_value if field.strip and is_invisible(text) else text


def clean_instance(sender, instance, raw=False, **_arguments) -> None:
    """Clean the texts of a model instance before it is saved; refuse a title or name that does not show."""
    if raw or sender._meta.app_label in OTHERS_DATA:
        return
    for field in sender._meta.concrete_fields:
        value = instance.__dict__.get(field.attname)
        if value is None or field.primary_key:
            continue
        cleaned = _clean_value(field, value)
        if cleaned is not value:
            setattr(instance, field.attname, cleaned)
        if (
            field.name in SHOWN_AS
            and isinstance(cleaned, str)
            and cleaned
            and not field.blank
            and is_invisible(cleaned)
        ):
            raise ValidationError({field.name: _("This field is required.")})


def _clean_value(field: models.Field, value):
    if isinstance(field, StreamField):
        data = field.get_prep_value(value)
        cleaned = data if is_fit(data) else clean_data(data)
        return value if cleaned == data else field.to_python(cleaned)
    if isinstance(field, models.JSONField):
        cleaned = value if is_fit(value, field.encoder) else clean_data(value)
        return value if cleaned == value else cleaned
    if isinstance(value, str) and value.isascii() and value.isprintable():  # most: nothing to clean
        return value
    if isinstance(value, str) and isinstance(field, models.CharField):
        cleaned = clean_line(value)
    elif isinstance(value, str) and isinstance(field, models.TextField):
        cleaned = clean(value)
    else:
        return value
    return value if cleaned == value else cleaned


def is_fit(data, encoder=DjangoJSONEncoder) -> bool:
    """Return True for data of which no text has to be cleaned, as most; quicker than to look at each. False where that is not sure."""
    try:
        text = json.dumps(data, cls=encoder, ensure_ascii=False)
    except (TypeError, ValueError):
        return False
    # Texts that hold JSON have escapes of their own.
    escaped = " ".join(chr(int(code, 16)) for code in set(_ESCAPE.findall(text)))
    return _CONTROL.search(text) is None and clean(escaped) == escaped and clean(text) == text


def prepare_clean_text(field: models.Field, value, connection):
    """Return what Django's field sends to the database, cleaned: `bulk_create`, `bulk_update` and `update` send no signal."""
    model = getattr(field, "model", None)  # the field of an expression has none
    if isinstance(value, str) and model and not field.primary_key and model._meta.app_label not in OTHERS_DATA:
        value = _clean_value(field, value)
    return _prepare(field, value, connection)


def connect() -> None:
    """Clean what comes in from now on; called once, when the app is ready."""
    forms.CharField.to_python = read_clean_text
    models.CharField.get_db_prep_save = models.TextField.get_db_prep_save = prepare_clean_text
    models.signals.pre_save.connect(clean_instance, dispatch_uid="characters.clean_instance")


class CleanTemplates(DjangoTemplates):
    """Template backend whose templates give clean text: pages, sitemap, e-mail."""

    app_dirname = "templates"

    def get_template(self, template_name):
        """Return a template that cleans what it renders."""
        return CleanTemplate(super().get_template(template_name).template, self)

    def from_string(self, template_code):
        """Return a template of a string that cleans what it renders."""
        return CleanTemplate(super().from_string(template_code).template, self)


class CleanTemplate(Template):
    """A template that cleans what it renders, and lets go of what it was given.

    A context and what a view gives it hold each other, so all objects of a page would wait for the garbage collector, a
    thousand for a page of results; it would run in the middle of the next pages.
    """

    def render(self, context=None, request=None):
        """Return clean text, as safe as it was rendered."""
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            text = self.template.render(made)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
        finally:
            made.dicts.clear()
        cleaned = clean(text)
        return mark_safe(cleaned) if isinstance(text, SafeString) else cleaned


class CleanFeed:
    """Feed generator that cleans its arguments, so that XML can hold them; before a class of `django.utils.feedgenerator`."""

    def __init__(self, title, link, description, **arguments):
        super().__init__(clean_data(title), link, clean_data(description), **_clean_texts(arguments))

    def add_item(self, title, link, description, **arguments):
        """Add an item with clean texts."""
        super().add_item(clean_data(title), link, clean_data(description), **_clean_texts(arguments))


def _clean_texts(arguments: dict) -> dict:
    return {name: clean_data(_resolve(value)) for name, value in arguments.items()}


def _resolve(value):
    """Return a lazy text as a string."""
    return str(value) if type(value).__name__ == "__proxy__" else value
