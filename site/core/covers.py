"""Draw the cover of an entry that has no picture: a cut through its ground.

The kind chooses what stands on the ground and the hatch of one layer; the id chooses the lie of the
layers, the sky and the place of the drawing. Same kind and id, same cover, for ever. No text inside.
"""

import random

SKIES = ["#f4e6bd", "#cfdcd2", "#efd6be", "#e3e0c8"]
LAYERS = ["#dcbf7a", "#8fae9f", "#6b4f38", "#c79a4b", "#3b2c20", "#2f6b58"]
DARK = LAYERS[2::2] + LAYERS[5:]
INK, PALE, FLAG, BEAK, GREEN = "#2a2018", "#f5eedd", "#ffd633", "#b2340f", "#0b5a46"
W, H = 480, 320

HATCHES = {
    "case": '<circle cx="4" cy="4" r="1.6"/><circle cx="11" cy="11" r="1.6"/>',
    "practice": '<circle cx="4" cy="3" r="1.6"/><path d="M0 10h14v2H0z"/>',
    "dossier": '<path d="M3 0h2.4v14H3z"/>',
    "agreement": '<path d="M0 0h14v1.6H0zM0 7h14v1.6H0zM3 0h1.6v7H3zM10 7h1.6v7H10z"/>',
    "talk": '<path d="M0 14 6 0h2.6l-6 14z"/>',
    "publication": '<path d="M0 3h14v2H0zM0 10h14v2H0z"/>',
    "interview": '<path d="m0 7 5-7h2L2 7zM14 7 9 0H7l5 7z"/>',
    "minutes": '<path d="M1 3h8v2H1zM6 10h8v2H6z"/>',
}


def rect(x, y, w, h, fill=INK):
    return f'<path fill="{fill}" d="M{x} {y}h{w}v{h}h-{w}z"/>'


def windows(x, y, columns, rows, dx, dy, lit):
    """A grid of windows; the one numbered `lit` has its lamp on."""
    return "".join(
        rect(x + c * dx, y + r * dy, 9, 12, FLAG if r * columns + c == lit else PALE)
        for r in range(rows)
        for c in range(columns)
    )


def street(x, y, rnd):
    """Gabled houses, one of them painted."""
    out, painted = "", rnd.randrange(4)
    for i, width in enumerate((46, 38, 52, 40)):
        height = rnd.randrange(58, 98, 6)
        fill = (GREEN, BEAK)[painted % 2] if i == painted else INK
        out += rect(x, y - height, width, height + 20, fill)
        if rnd.random() < 0.65:
            out += f'<path fill="{fill}" d="M{x} {y - height + 0.5}l{width // 2}-{width // 2} {width // 2} {width // 2}z"/>'
        out += windows(x + 8, y - height + 12, 2, height // 26, width // 2 - 2, 22, rnd.randrange(6))
        x += width + 3
    return out


def flat(x, y, rnd):
    """A gallery flat, as they stand in Zuidwest, and a tree."""
    floors = rnd.randrange(3, 6)
    out = rect(x, y - floors * 22 - 8, 140, floors * 22 + 28)
    for i in range(floors):
        out += rect(x + 8, y - floors * 22 + i * 22, 124, 9, PALE) + rect(
            x + 16 + rnd.randrange(5) * 22, y - floors * 22 + i * 22, 14, 9, FLAG if i == 1 else GREEN
        )
    return out + tree(x + 166, y, rnd)


def tree(x, y, rnd):
    r = rnd.randrange(20, 27)
    return rect(x - 3, y - 50, 6, 70) + f'<circle cx="{x}" cy="{y - 50 - r // 2}" r="{r}" fill="{GREEN}"/>'


def square(x, y, rnd):
    """Two trees, a bench and somebody on it: a place to meet."""
    out = (
        tree(x + 20, y, rnd)
        + tree(x + 164, y, rnd)
        + rect(x + 52, y - 24, 84, 7)
        + rect(x + 58, y - 24, 5, 44)
        + rect(x + 124, y - 24, 5, 44)
    )
    for dx, fill in ((70, BEAK), (106, INK)):
        out += f'<circle cx="{x + dx}" cy="{y - 62}" r="11" fill="{fill}"/><path fill="{fill}" d="M{x + dx - 15} {y - 24}q0-24 15-24t15 24z"/>'
    return out


def shop(x, y, rnd):
    """A shop with an awning in a row."""
    out = (
        rect(x, y - 96, 84, 116)
        + windows(x + 14, y - 84, 2, 1, 40, 22, rnd.randrange(2))
        + rect(x + 10, y - 40, 40, 40, PALE)
        + rect(x + 58, y - 40, 18, 60, GREEN)
    )
    out += "".join(rect(x + i * 14, y - 56, 14, 14, BEAK if i % 2 else PALE) for i in range(6))
    return (
        out
        + rect(x + 88, y - 74, 56, 94)
        + windows(x + 98, y - 62, 2, 2, 28, 26, rnd.randrange(4))
        + tree(x + 170, y, rnd)
    )


def twins(x, y, rnd):
    one = (
        rect(0, -74, 70, 94)
        + f'<path fill="{INK}" d="M-5-74 35-112l40 38z"/>'
        + windows(14, -62, 2, 2, 34, 28, rnd.randrange(4))
    )
    return f'<g transform="translate({x} {y})">{one}</g><g transform="translate({x + 96} {y})">{one}</g>'


def halt(x, y, rnd):
    return (
        rect(x, y - 120, 6, 140)
        + f'<circle cx="{x + 3}" cy="{y - 126}" r="20" fill="{FLAG}" stroke="{INK}" stroke-width="5"/>'
        + rect(x + 40, y - 70, 110, 7)
        + rect(x + 48, y - 70, 5, 90)
        + rect(x + 138, y - 70, 5, 90)
        + rect(x + 60, y - 26, 66, 7)
    )


def bridge(x, y, rnd):
    x += 30
    return (
        f'<path fill="none" stroke="{INK}" stroke-width="11" d="M{x - 30} {y + 6}Q{x + 95} {y - 104} {x + 220} {y + 6}"/>'
        + "".join(rect(x + dx, y - h, 4, h) for dx, h in ((10, 62), (50, 82), (93, 89), (136, 82), (176, 62)))
        + f'<path fill="none" stroke="{INK}" stroke-width="4" d="M{x - 20} {y - 42}Q{x + 95} {y - 140} {x + 210} {y - 42}"/>'
    )


def tram(x, y, rnd):
    out = f'<path d="M-400 {y - 128}H900" stroke="{INK}" stroke-width="2"/><path fill="none" stroke="{INK}" stroke-width="3" d="M{x + 84} {y - 78}l18-24-14-26"/>'
    out += f'<path fill="{GREEN}" d="M{x} {y - 64}q0-14 14-14h162q14 0 18 14l8 54h-202z"/>' + rect(
        x, y - 22, 202, 5, PALE
    )
    out += "".join(rect(x + 12 + i * 36, y - 64, 26, 26, FLAG if i == 2 else PALE) for i in range(5))
    return out + "".join(f'<circle cx="{x + c}" cy="{y - 8}" r="9" fill="{INK}"/>' for c in (34, 62, 140, 168))


def lighthouse(x, y, rnd):
    x += 70
    return (
        f'<path fill="{FLAG}" opacity=".75" d="M{x + 20} {y - 148}-500 {y - 230}V{y - 66}z"/>'
        f'<path fill="{BEAK}" d="M{x + 4} {y + 20}l8-150h16l8 150z"/>'
        + rect(x + 6, y - 136, 28, 7)
        + rect(x + 12, y - 160, 16, 24, PALE)
        + f'<path fill="{INK}" d="M{x + 8} {y - 160}l12-16 12 16z"/>'
    )


def storks(x, y, rnd):
    x += 30

    def one(tx, sx):
        return (
            f'<g transform="translate({tx} {y}) scale({sx} 1)"><path fill="#fffdf7" stroke="{INK}" stroke-width="3" d="M-34-58q10-28 44-24l14-42q4-13 15-10 9 3 5 13l-16 44q-6 34-38 32-14-2-24-13z"/>'
            f'<path fill="{INK}" d="M-48-50q12-16 42-10 8 18-10 18-20 0-32-8z"/><path fill="{BEAK}" d="m42-130 42 15-44-5z"/>'
            f'<path stroke="{BEAK}" stroke-width="4" d="M-4-40V16M8-42V16"/></g>'
        )

    return one(x + 20, 1) + one(x + 210, -1)


def table(x, y, rnd):
    x += 10
    out = rect(x - 10, y - 46, 210, 9) + rect(x + 4, y - 46, 7, 66) + rect(x + 180, y - 46, 7, 66)
    for i, dx in enumerate((8, 56, 104, 152)):
        out += f'<circle cx="{x + dx + 14}" cy="{y - 92}" r="14" fill="{GREEN if i == 1 else INK}"/><path fill="{GREEN if i == 1 else INK}" d="M{x + dx - 6} {y - 46}q0-30 20-30t20 30z"/>'
    return out + rect(x + 70, y - 51, 40, 5, PALE)


DRAWINGS = {
    "case": (street, flat, square, shop),
    "practice": twins,
    "dossier": halt,
    "agreement": bridge,
    "talk": tram,
    "publication": lighthouse,
    "interview": storks,
    "minutes": table,
}


def layer(y, rnd, swing):
    """One boundary between layers: a smooth line from left to right, closed at the bottom."""
    ys = [round(y + rnd.uniform(-swing, swing)) for _ in range(4)]
    d = f"M0 {ys[0]}C80 {ys[0]} 80 {ys[1]} 160 {ys[1]}S240 {ys[2]} 320 {ys[2]} 400 {ys[3]} 480 {ys[3]}V{H}H0z"
    return d


SIZES = {
    "case": (1.45, 190),
    "practice": (1.4, 172),
    "dossier": (1.3, 150),
    "agreement": (1.3, 262),
    "talk": (1.35, 202),
    "publication": (1.05, 110),
    "interview": (1.25, 310),
    "minutes": (1.5, 200),
}


def cover(kind, number):
    """One SVG of 480 x 320; about 1 KB, 0.5 KB compressed."""
    rnd = random.Random(f"{kind}-{number}")
    colours = rnd.sample(LAYERS, 3)
    ground, swing = 212, 0 if kind == "talk" else 5
    hatched = rnd.randrange(3)
    scale, width = SIZES[kind]
    draw = DRAWINGS[kind]
    if isinstance(draw, tuple):
        draw = draw[number % len(draw)]  # neighbours in a list differ
    x = rnd.randrange(28, max(30, int(W - width * scale - 10)), 2)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" width="{W}" height="{H}">',
        f'<defs><pattern id="h" width="14" height="14" patternUnits="userSpaceOnUse"><g fill="{PALE if colours[hatched] in DARK else INK}" opacity=".4">{HATCHES[kind]}</g></pattern></defs>',
        rect(0, 0, W, H, SKIES[number % len(SKIES)]),
        f'<g transform="translate({x} {ground}) scale({scale})">{draw(0, 0, rnd)}</g>',
    ]
    for i, colour in enumerate(colours):
        d = layer(ground + 6 + i * 38, rnd, swing + i * 9)
        out.append(f'<path fill="{colour}" d="{d}"/>')
        if i == hatched:
            out.append(f'<path fill="url(#h)" d="{d}"/>')
    return "".join(out) + "</svg>"
