"""Tags of the editing screens' own templates."""

import json

from django import template

from editorial.starting import start

register = template.Library()


@register.simple_tag
def start_widget(name: str, identifier: str, config: str):
    """Write what starts the widget of the field `identifier`; `config` is JSON."""
    return start(name, identifier, json.loads(config))


@register.simple_tag
def start_panel(name: str, config: str):
    """Write what starts a set of rows; `config` is JSON."""
    return start(name, json.loads(config))
