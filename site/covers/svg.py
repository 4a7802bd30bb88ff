"""The SVG cover of an entry without an image: a cross-section of the ground with a drawing on it.

The kind selects the drawing and the hatching of one layer; the number selects the shape of the layers, the sky and the
position of the drawing. The result is deterministic and has no text.
"""

import random

from covers.drawings import DRAWING_SIZES, DRAWINGS, SIZES, rect, tram
from covers.palette import DARK_LAYERS, INK, LAYERS, PALE, SKIES

WIDTH, HEIGHT = 480, 320
GROUND = 212  # y of the ground

HATCHES = {
    "case": '<circle cx="4" cy="4" r="1.6"/><circle cx="11" cy="11" r="1.6"/>',
    "practice": '<circle cx="4" cy="3" r="1.6"/><path d="M0 10h14v2H0z"/>',
    "dossier": '<path d="M3 0h2.4v14H3z"/>',
    "agreement": '<path d="M0 0h14v1.6H0zM0 7h14v1.6H0zM3 0h1.6v7H3zM10 7h1.6v7H10z"/>',
    "talk": '<path d="M0 14 6 0h2.6l-6 14z"/>',
    "publication": '<path d="M0 3h14v2H0zM0 10h14v2H0z"/>',
    "interview": '<path d="m0 7 5-7h2L2 7zM14 7 9 0H7l5 7z"/>',
    "minutes": '<path d="M1 3h8v2H1zM6 10h8v2H6z"/>',
    "demand": '<path d="M2 2h5v5H2zM9 9h3v3H9z"/>',
    "offer": '<path d="M0 12 7 5l7 7v-2.6L7 2.4 0 9.4z"/>',
}


def layer_path(y, rnd, swing):
    """Return the path of a layer: a smooth line from left to right near `y`, closed at the bottom."""
    ys = [round(y + rnd.uniform(-swing, swing)) for _ in range(4)]
    return f"M0 {ys[0]}C80 {ys[0]} 80 {ys[1]} 160 {ys[1]}S240 {ys[2]} 320 {ys[2]} 400 {ys[3]} 480 {ys[3]}V{HEIGHT}H0z"


# Dark colour scheme: a dark sky, darker layers, lighter green.
DARK_SCHEME = (
    '@media(prefers-color-scheme:dark){.s{fill:#24443f}.g{filter:brightness(.6)}[fill="#0b5a46"]{fill:#2f8a6e}}'
)


def draw_cover(kind, number):
    """Return the cover of a kind and number as SVG of 480 x 320; about 1 KB, 0.5 KB compressed."""
    rnd = random.Random(f"{kind}-{number}")
    colours = rnd.sample(LAYERS, 3)
    hatched = rnd.randrange(3)
    draw = DRAWINGS[kind]
    if isinstance(draw, tuple):
        draw = draw[(number * 2654435761 >> 16) % len(draw)]  # spread, so that neighbours differ
    swing = 0 if draw is tram else 5
    scale, width = DRAWING_SIZES.get(draw, SIZES[kind])
    x = rnd.randrange(28, max(30, int(WIDTH - width * scale - 10)), 2)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
        f"<style>{DARK_SCHEME}</style>",
        '<defs><pattern id="h" width="14" height="14" patternUnits="userSpaceOnUse">'
        f'<g fill="{PALE if colours[hatched] in DARK_LAYERS else INK}" opacity=".4">{HATCHES[kind]}</g></pattern></defs>',
        rect(0, 0, WIDTH, HEIGHT, SKIES[number // 2 % len(SKIES)]).replace("<path", '<path class="s"'),
        f'<g transform="translate({x} {GROUND}) scale({scale})">{draw(0, 0, rnd)}</g>',
    ]
    out.append('<g class="g">')
    for i, colour in enumerate(colours):
        d = layer_path(GROUND + 6 + i * 38, rnd, swing + i * 9)
        out.append(f'<path fill="{colour}" d="{d}"/>')
        if i == hatched:
            out.append(f'<path fill="url(#h)" d="{d}"/>')
    return "".join(out) + "</g></svg>"
