"""Template tags of the map: coordinates for scripts, and the piece of the map of one place."""

from django import template

from maps.atlas import read_atlas
from maps.drawing import LEAST_HEIGHT, Drawing, Label, Shape, draw_place

register = template.Library()


@register.filter
def coordinates(bounds) -> str:
    """Return bounds as “west,south,east,north” with points for decimals, whatever the language; empty for None."""
    return ",".join(f"{number:.5f}" for number in bounds) if bounds else ""


@register.simple_tag
def example_drawing() -> Drawing:
    """Return a drawing of two districts, for the page of building blocks."""
    north = Shape("M40 40L500 60L480 380L60 360z", "Noord", Label(("Noord",), 270, 200, 30), "#s-drawn-map", 12)
    south = Shape("M500 60L940 90L900 390L480 380z", "Zuid", Label(("Zuid",), 700, 230, 30), is_here=True)
    return Drawing(LEAST_HEIGHT, [north, south], points=[(180, 300), (620, 300)])


@register.inclusion_tag("maps/place_map.html")
def place_map(record) -> dict:
    """Show the piece of the map around a place, with its name, and the way to what is there."""
    return {"record": record, "drawing": draw_place(read_atlas(), record.translation_key, record.locale_id)}
