"""What an editor's browser posts: read from the form itself, so that no kind needs a list of its own."""

from contextlib import contextmanager

import pytest
from django import forms
from django.template.base import Template
from django.test.signals import template_rendered
from django.utils.safestring import SafeString
from wagtail.admin.panels.base import Panel
from wagtail.blocks.base import BlockWidget
from wagtail.test.utils.form_data import rich_text, streamfield


def read_form(client, url: str):
    """Return the form of an editing screen as its view makes it; the screen is not drawn, which takes most of its time."""

    def tell(template, context):
        template_rendered.send(sender=template, template=template, context=context)
        return SafeString("")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", tell)
        return client.get(url).context["form"]


@contextmanager
def without_panels():
    """Draw an editing screen without its fields: the hidden ones that Wagtail adds beside them are read from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Panel.BoundPanel, "render_form_content", lambda panel: SafeString(""))
        yield


def posted(form, **values) -> dict:
    """Return the data of `form` as a browser sends it, with `values` filled in and the rows it has."""
    data = {}
    for bound in form:
        data |= _field(bound, values.get(bound.name))
    for formset in form.formsets.values():
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
        for row in formset.forms:
            for bound in row:
                data |= _field(bound, None)
    return {key: "" if value is None else value for key, value in data.items()}


def add_row(data: dict, form, name: str, values: dict) -> None:
    """Put one row into the set of rows `name`."""
    formset = form.formsets[name]
    number = int(data[f"{formset.prefix}-TOTAL_FORMS"])
    empty = formset.empty_form
    for bound in empty:
        key = bound.html_name.replace("__prefix__", str(number))
        for found, value in _field(bound, values.get(bound.name)).items():
            data[found.replace(bound.html_name, key)] = "" if value is None else value
    data[f"{formset.prefix}-{number}-ORDER"] = number + 1
    data[f"{formset.prefix}-TOTAL_FORMS"] = number + 1


def _field(bound, value) -> dict:
    name, widget = bound.html_name, bound.field.widget
    if isinstance(widget, BlockWidget):
        rows = streamfield(value or [])
        return {f"{name}-{key}": row for key, row in _flat(rows).items()}
    if "Draftail" in type(widget).__name__:
        return {name: rich_text(value or bound.value() or "<p></p>")}
    if value is None:
        value = bound.value()
    if isinstance(bound.field, forms.BooleanField):
        return {name: "on"} if value else {}
    if isinstance(value, (list, tuple)):
        return {name: list(value)} if value else {}
    if value in (None, "") and bound.field.required:
        value = 2026 if isinstance(bound.field, forms.IntegerField) else "Ingevuld"
    return {name: value}


def _flat(value, prefix: str = "") -> dict:
    if not isinstance(value, dict):
        return {prefix: value}
    found = {}
    for key, part in value.items():
        found |= _flat(part, f"{prefix}-{key}" if prefix else str(key))
    return found
