"""What comes in is cleaned: every form field of text, every text of a model when it is saved, and what a queryset writes."""

import json
import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from characters.rule import clean, clean_data, clean_line, is_invisible

OTHERS_DATA = frozenset({"sessions", "contenttypes", "django_tasks_database"})
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")  # in JSON
_CONTROL = re.compile(r"\\[bfr]")
SHOWN_AS = ("title", "name")  # fields by which a page, record or file is known

_read_text = forms.CharField.to_python
_prepare = models.Field.get_db_prep_save


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
