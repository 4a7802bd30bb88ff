"""Widgets of the editing screens start without a script in the page, so that the policy can refuse all of those.

Wagtail writes behind each chooser, date and set of rows a script of a line that starts it. Here the line becomes data in an
attribute, and `static/js/admin_start.js` does what the line says, for the few names that it knows.
"""

import json
import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput, BaseChooser

_LINE = re.compile(r"\s*(?:new\s+)?(\w+)\((.*)\);?\s*", re.DOTALL)


def start(name: str, *arguments) -> SafeString:
    """Return the element that starts `name` with `arguments` (anything that JSON knows)."""
    return format_html('<span hidden data-start="{}" data-arguments="{}"></span>', name, json.dumps(arguments))


def read_line(line: str) -> tuple[str, list]:
    """Return the name and the arguments of a script such as `new PageChooser("id_page", {...});`; ValueError for any other."""
    found = _LINE.fullmatch(line)
    if not found:
        raise ValueError(f"not a line that starts one widget: {line[:80]}")
    return found[1], json.loads(f"[{found[2]}]")


def render_chooser(self, name, value, attrs=None, renderer=None) -> SafeString:
    """Render any chooser as Wagtail does, with data in the place of its script."""
    data = self.get_value_data(value)
    begin, arguments = read_line(self.render_js_init(attrs["id"], name, data))
    return mark_safe(self.render_html(name, data, attrs) + start(begin, *arguments))


def keep_what_is_typed(get_config):
    """Return `get_config` of a date's widget with the calendar told to leave a text that it cannot read to the server."""

    def config(self) -> dict:
        return {**get_config(self), "validateOnBlur": False}

    return config


def connect() -> None:
    """Let all choosers render without script, and dates keep what was typed; called once when the app is ready."""
    BaseChooser.render = render_chooser
    for widget in (AdminDateInput, AdminDateTimeInput, AdminTimeInput):
        widget.get_config = keep_what_is_typed(widget.get_config)
