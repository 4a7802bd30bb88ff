"""Initialises admin widgets without inline scripts, so that the Content Security Policy can block these.

Wagtail renders an inline script of one call after each chooser, date input and inline panel. This module renders the call as
data attributes, and `static/js/admin_start.js` executes it for the supported widgets. Any other script stays: the browser
blocks it, and a warning in the log names the widget.
"""

import json
import logging
import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.telepath import register
from wagtail.admin.widgets import AdminDateInput, BaseChooser
from wagtail.admin.widgets.datetime import AdminDateInputAdapter

logger = logging.getLogger("editorial")
# Must equal the names in `static/js/admin_start.js`; a test compares them.
SUPPORTED_WIDGETS = {
    "Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser", "InlinePanel", "MultipleChooserPanel",
    "initDateChooser", "initTimeChooser", "initDateTimeChooser", "createMediaChooser", "createTaskChooser",
}  # fmt: skip
DATE_PICKER_OPTIONS = {"validateOnBlur": False}  # keep invalid input, so that the server reports it
_INIT_CALL = re.compile(r"\s*(?:new\s+)?(\w+)\((.*)\);?\s*", re.DOTALL)
_logged: set[str] = set()  # widgets that this process has logged


def render_widget(name: str, *arguments) -> SafeString:
    """Return the element that initialises widget `name` with JSON-serialisable `arguments`."""
    return format_html('<span hidden data-start="{}" data-arguments="{}"></span>', name, json.dumps(arguments))


def parse_init_call(script: str) -> tuple[str, list]:
    """Return (name, arguments) of a script such as `new PageChooser("id_page", {...});`; else raise ValueError."""
    found = _INIT_CALL.fullmatch(script)
    if not found or found[1] not in SUPPORTED_WIDGETS:
        raise ValueError("not the init call of a supported widget")
    return found[1], json.loads(f"[{found[2]}]")


def replace_script(script: str, widget: type) -> SafeString:
    """Return the element that replaces an inline script; return an unsupported script unchanged and log it."""
    try:
        name, arguments = parse_init_call(script)
    except ValueError:
        log_once(f"{widget.__module__}.{widget.__qualname__}")
        return mark_safe(f"<script>{script}</script>")
    return render_widget(name, *arguments)


def log_once(widget: str) -> None:
    """Log, once per process, that the policy blocks the script of `widget`; without the content of the script."""
    if widget not in _logged:
        _logged.add(widget)
        logger.warning(
            "the policy of the editing screens refuses the inline script of %s: see editorial.csp_widgets", widget
        )


def render_chooser(self, name, value, attrs=None, renderer=None) -> SafeString:
    """Replacement of `BaseChooser.render()` that renders no inline script."""
    data = self.get_value_data(value)
    script = self.render_js_init(attrs["id"], name, data)
    return mark_safe(self.render_html(name, data, attrs) + replace_script(script, type(self)))


class DateInputAdapter(AdminDateInputAdapter):
    """Telepath adapter of date blocks, with DATE_PICKER_OPTIONS."""

    def js_args(self, widget):
        """Return the configuration of the date picker."""
        return [{**config, **DATE_PICKER_OPTIONS} for config in super().js_args(widget)]


def patch_widgets() -> None:
    """Patch the choosers and register the date adapter; called from `AppConfig.ready()`."""
    BaseChooser.render = render_chooser
    register(DateInputAdapter(), AdminDateInput)
