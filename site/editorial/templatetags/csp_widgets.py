"""Tags of the editing screens' own templates."""

import json

from django import template

from editorial.csp_widgets import KEEP_TYPED, start

register = template.Library()


@register.simple_tag
def start_widget(name: str, identifier: str, config: str):
    """Write what starts the calendar of the field `identifier`; `config` is JSON."""
    return start(name, identifier, {**json.loads(config), **KEEP_TYPED})


@register.simple_tag
def start_panel(name: str, config: str):
    """Write what starts a set of rows; `config` is JSON."""
    return start(name, json.loads(config))
