"""Widgets of the editing screens start without a script in the page, so that the policy can refuse all of those.

Wagtail writes behind each chooser, date and set of rows a script of a line that starts it. Here the line becomes data in an
attribute, and `static/js/admin_start.js` does what the line says, for the few names that it knows. A script that is not known
here stays as it is: the browser's policy refuses it, and the log tells which widget wrote it.
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
# What `static/js/admin_start.js` starts; a test compares both.
KNOWN = {
    "Chooser", "PageChooser", "ImageChooser", "DocumentChooser", "SnippetChooser", "InlinePanel", "MultipleChooserPanel",
    "initDateChooser", "initTimeChooser", "initDateTimeChooser", "createMediaChooser", "createTaskChooser",
}  # fmt: skip
KEEP_TYPED = {"validateOnBlur": False}  # for a calendar: a text that it cannot read is left to the server
_LINE = re.compile(r"\s*(?:new\s+)?(\w+)\((.*)\);?\s*", re.DOTALL)
_told: set[str] = set()  # widgets that the log of this process names already


def start(name: str, *arguments) -> SafeString:
    """Return the element that starts `name` with `arguments` (anything that JSON knows)."""
    return format_html('<span hidden data-start="{}" data-arguments="{}"></span>', name, json.dumps(arguments))


def read_line(line: str) -> tuple[str, list]:
    """Return the name and the arguments of a script such as `new PageChooser("id_page", {...});`; ValueError for any other."""
    found = _LINE.fullmatch(line)
    if not found or found[1] not in KNOWN:
        raise ValueError("not a line that starts one known widget")
    return found[1], json.loads(f"[{found[2]}]")


def convert(script: str, widget: type) -> SafeString:
    """Return what starts a widget in the place of its script; an unknown script stays, with one line in the log."""
    try:
        name, arguments = read_line(script)
    except ValueError:
        tell_once(f"{widget.__module__}.{widget.__qualname__}")
        return mark_safe(f"<script>{script}</script>")
    return start(name, *arguments)


def tell_once(widget: str) -> None:
    """Write once per process that the policy refuses the script of `widget`; nothing of what an editor wrote."""
    if widget not in _told:
        _told.add(widget)
        logger.warning(
            "the policy of the editing screens refuses the inline script of %s: see editorial.csp_widgets", widget
        )


def render_chooser(self, name, value, attrs=None, renderer=None) -> SafeString:
    """Render any chooser as Wagtail does, with data in the place of its script."""
    data = self.get_value_data(value)
    script = self.render_js_init(attrs["id"], name, data)
    return mark_safe(self.render_html(name, data, attrs) + convert(script, type(self)))


class DateInputAdapter(AdminDateInputAdapter):
    """The date of a block, whose calendar keeps what was typed as those of fields do."""

    def js_args(self, widget):
        """Return the configuration of the calendar."""
        return [{**config, **KEEP_TYPED} for config in super().js_args(widget)]


def connect() -> None:
    """Let all choosers render without script, and dates of blocks keep what was typed; called once when the app is ready."""
    BaseChooser.render = render_chooser
    register(DateInputAdapter(), AdminDateInput)
