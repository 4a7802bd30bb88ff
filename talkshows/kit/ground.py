"""The drawn ground at the foot of posters and cards: layers of sand and peat over the whole width, and what stands on it."""

import random
from dataclasses import dataclass

from covers.drawings import DRAWING_SIZES, DRAWINGS, SIZES
from covers.palette import LAYERS

HEIGHT, SURFACE = 248, 194  # of the picture, and of the surface in it
MARGIN = 60  # between drawing and right edge
LAYER = 18  # thickness


@dataclass(frozen=True)
class Ground:
    """A picture as SVG. `drawing` is the width that the drawing takes from the right edge, `layers` the height of the layers."""

    svg: str
    width: int
    drawing: int
    height: int = HEIGHT
    layers: int = HEIGHT - SURFACE + 6


def draw_ground(kind: str, number: int, width: int, scale: float) -> Ground:
    """Return the ground of a kind of cover and a number; with the same ones always the same."""
    rnd = random.Random(f"{kind}-{number}")  # noqa: S311 -- a picture, nothing secret
    draw = DRAWINGS[kind]
    if isinstance(draw, tuple):
        draw = draw[(number * 2654435761 >> 16) % len(draw)]
    taken = round(DRAWING_SIZES.get(draw, SIZES[kind])[1] * scale) + MARGIN
    colours = rnd.sample(LAYERS, 3)
    drawing = f'<g transform="translate({width - taken} {SURFACE - 4}) scale({scale})">{draw(0, 0, rnd)}</g>'
    layers = "".join(
        f'<path fill="{colour}" d="{layer_path(SURFACE + at * LAYER, width, rnd, 2 + at * 4)}"/>'
        for at, colour in enumerate(colours)
    )
    size = f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"'
    return Ground(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawing}{layers}</svg>', width, taken)


def layer_path(y: int, width: int, rnd: random.Random, swing: int) -> str:
    """Return the path of a layer: a smooth line from left to right near `y`, closed at the bottom."""
    a, b, c, d = (round(y + rnd.uniform(-swing, swing)) for _ in range(4))
    x = [round(width * part / 6) for part in range(6)]
    return f"M0 {a}C{x[1]} {a} {x[1]} {b} {x[2]} {b}S{x[3]} {c} {x[4]} {c} {x[5]} {d} {width} {d}V{HEIGHT}H0z"
