"""Words for what the rich text editor cannot keep of pasted text (static/js/paste.js)."""

import json

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _


def get_paste_script():
    """Return the script element with its messages in the user's language."""
    messages = {
        "intro": _("Pasted. Not everything could come along:"),
        "deleted": _("Text that was deleted with track changes was left out."),
        "comments": _("Comments were left out."),
        "hidden": _("Hidden text was left out."),
        "levels": _("Headings were set to the two levels that a text has."),
        "headings": _("This field has no headings; they became ordinary lines."),
        "alone": _(
            "A heading or an item that is pasted by itself is an ordinary line: choose its kind with the buttons."
        ),
        "tables": _("A table became lines with | between the cells; the block Table holds a real one."),
        "scripts": _("Raised or lowered letters became ordinary ones."),
        "images": _("Pictures and players were left out; there are blocks for them."),
        "struck": _("Struck-out words are there without the line through them."),
        "underline": _("Underlining was not kept."),
    }
    return format_html('<script src="{}" data-messages="{}"></script>', static("js/paste.js"), json.dumps(messages))
