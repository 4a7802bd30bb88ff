"""Template tags that initialise admin widgets without inline scripts."""

import json

from django import template

from editorial.csp_widgets import DATE_PICKER_OPTIONS, render_widget

register = template.Library()


@register.simple_tag
def start_widget(name: str, identifier: str, config: str):
    """Render the element that initialises the date picker of field `identifier`; `config` is JSON."""
    return render_widget(name, identifier, {**json.loads(config), **DATE_PICKER_OPTIONS})


@register.simple_tag
def say_format(widget: dict, words: str) -> str:
    """Say in an empty field of a date or time how one is written; a field that has words of its own keeps them."""
    widget["attrs"].setdefault("placeholder", words)
    return ""


@register.simple_tag
def start_inline_panel(name: str, config: str):
    """Render the element that initialises an inline panel; `config` is JSON."""
    return render_widget(name, json.loads(config))
