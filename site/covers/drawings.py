"""The drawings of covers: functions of a position (x, y of the ground) and a `Random` that return SVG."""

from covers.palette import BEAK, FLAG, GREEN, INK, PALE


def rect(x, y, w, h, fill=INK):
    """A rectangle by its upper left corner, width and height."""
    return f'<path fill="{fill}" d="M{x} {y}h{w}v{h}h-{w}z"/>'


def windows(x, y, columns, rows, dx, dy, lit):
    """A grid of windows; the window with index `lit` is yellow."""
    return "".join(
        rect(x + c * dx, y + r * dy, 9, 12, FLAG if r * columns + c == lit else PALE)
        for r in range(rows)
        for c in range(columns)
    )


def street(x, y, rnd):
    """Four gabled houses, one of them in colour."""
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
    """A gallery flat and a tree."""
    floors = rnd.randrange(3, 6)
    out = rect(x, y - floors * 22 - 8, 140, floors * 22 + 28)
    for i in range(floors):
        out += rect(x + 8, y - floors * 22 + i * 22, 124, 9, PALE) + rect(
            x + 16 + rnd.randrange(5) * 22, y - floors * 22 + i * 22, 14, 9, FLAG if i == 1 else GREEN
        )
    return out + tree(x + 166, y, rnd)


def tree(x, y, rnd):
    """A tree."""
    r = rnd.randrange(20, 27)
    return rect(x - 3, y - 50, 6, 70) + f'<circle cx="{x}" cy="{y - 50 - r // 2}" r="{r}" fill="{GREEN}"/>'


def square(x, y, rnd):
    """Two trees and a bench with two people."""
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
    """Two equal houses."""
    one = (
        rect(0, -74, 70, 94)
        + f'<path fill="{INK}" d="M-5-74 35-112l40 38z"/>'
        + windows(14, -62, 2, 2, 34, 28, rnd.randrange(4))
    )
    return f'<g transform="translate({x} {y})">{one}</g><g transform="translate({x + 96} {y})">{one}</g>'


def halt(x, y, rnd):
    """A tram stop with a bench."""
    return (
        rect(x, y - 120, 6, 140)
        + f'<circle cx="{x + 3}" cy="{y - 126}" r="20" fill="{FLAG}" stroke="{INK}" stroke-width="5"/>'
        + rect(x + 40, y - 70, 110, 7)
        + rect(x + 48, y - 70, 5, 90)
        + rect(x + 138, y - 70, 5, 90)
        + rect(x + 60, y - 26, 66, 7)
    )


def bridge(x, y, rnd):
    """A suspension bridge."""
    x += 30
    return (
        f'<path fill="none" stroke="{INK}" stroke-width="11" d="M{x - 30} {y + 6}Q{x + 95} {y - 104} {x + 220} {y + 6}"/>'
        + "".join(rect(x + dx, y - h, 4, h) for dx, h in ((10, 62), (50, 82), (93, 89), (136, 82), (176, 62)))
        + f'<path fill="none" stroke="{INK}" stroke-width="4" d="M{x - 20} {y - 42}Q{x + 95} {y - 140} {x + 210} {y - 42}"/>'
    )


def tram(x, y, rnd):
    """A tram under its wire."""
    out = f'<path d="M-400 {y - 128}H900" stroke="{INK}" stroke-width="2"/><path fill="none" stroke="{INK}" stroke-width="3" d="M{x + 84} {y - 78}l18-24-14-26"/>'
    out += f'<path fill="{GREEN}" d="M{x} {y - 64}q0-14 14-14h162q14 0 18 14l8 54h-202z"/>' + rect(
        x, y - 22, 202, 5, PALE
    )
    out += "".join(rect(x + 12 + i * 36, y - 64, 26, 26, FLAG if i == 2 else PALE) for i in range(5))
    return out + "".join(f'<circle cx="{x + c}" cy="{y - 8}" r="9" fill="{INK}"/>' for c in (34, 62, 140, 168))


def lighthouse(x, y, rnd):
    """A lighthouse with its beam."""
    x += 70
    return (
        f'<path fill="{FLAG}" opacity=".75" d="M{x + 20} {y - 148}-500 {y - 230}V{y - 66}z"/>'
        f'<path fill="{BEAK}" d="M{x + 4} {y + 20}l8-150h16l8 150z"/>'
        + rect(x + 6, y - 136, 28, 7)
        + rect(x + 12, y - 160, 16, 24, PALE)
        + f'<path fill="{INK}" d="M{x + 8} {y - 160}l12-16 12 16z"/>'
    )


def books(x, y, rnd):
    """A pile of books, the top one open."""
    x, out = x + 10, ""
    for i, (inset, width) in enumerate(((0, 150), (12, 132), (4, 140), (18, 118))):
        fill = (INK, GREEN, BEAK, INK)[(i + rnd.randrange(2)) % 4]
        out += rect(x + inset, y - 24 * i - 22, width, 22, fill) + rect(
            x + inset + width - 26, y - 24 * i - 18, 20, 14, PALE
        )
    top = y - 98
    return (
        out
        + f'<path fill="{PALE}" stroke="{INK}" stroke-width="4" d="M{x + 75} {top}q-30-22-66-8v-34q36-14 66 8 30-22 66-8v34q-36-14-66 8z"/>'
    )


def lamp(x, y, rnd):
    """A desk with a lamp and paper."""
    return (
        f'<path fill="{FLAG}" opacity=".75" d="M{x + 60} {y - 108}h56l44 62H{x + 24}z"/>'
        + f'<path fill="none" stroke="{INK}" stroke-width="6" d="M{x + 150} {y - 46}v-70l-46-26"/>'
        + f'<path fill="{BEAK}" d="M{x + 60} {y - 106}l16-38h26l16 38z"/>'
        + rect(x, y - 46, 200, 9) + rect(x + 12, y - 46, 7, 66) + rect(x + 180, y - 46, 7, 66)
        + rect(x + 48, y - 51, 62, 5, PALE)
    )  # fmt: skip


def letterbox(x, y, rnd):
    """A front door with steps and a letter in its slot."""
    x += 40
    return (
        rect(x - 20, y - 158, 130, 178)
        + rect(x, y - 138, 90, 158, GREEN)
        + rect(x + 14, y - 126, 62, 40, FLAG)
        + rect(x + 24, y - 60, 42, 7, PALE)
        + f'<path fill="{PALE}" stroke="{INK}" stroke-width="3" d="M{x + 30} {y - 62}l6-22h30l-6 22z"/>'
        + rect(x - 34, y - 6, 158, 26)
    )


def microphone(x, y, rnd):
    """A microphone between two chairs."""
    out = f'<circle cx="{x + 90}" cy="{y - 140}" r="20" fill="{BEAK}"/>' + rect(x + 86, y - 122, 8, 130)
    for dx, turn in ((0, 1), (180, -1)):
        out += (
            f'<g transform="translate({x + dx} {y}) scale({turn} 1)">'
            + rect(0, -88, 8, 108)
            + rect(0, -42, 50, 9, GREEN)
            + rect(43, -42, 7, 62)
            + "</g>"
        )
    return out


def stage(x, y, rnd):
    """A stage with a curtain and people before it."""
    out = rect(x, y - 150, 200, 12, BEAK) + rect(x + 20, y - 40, 160, 60)
    out += f'<path fill="{BEAK}" d="M{x} {y - 140}h46q-6 60-46 104zM{x + 200} {y - 140}h-46q6 60 46 104z"/>'
    for dx in (64, 100, 136):
        fill = FLAG if dx == 100 else PALE
        out += f'<circle cx="{x + dx}" cy="{y - 76}" r="11" fill="{INK}"/>' + rect(x + dx - 10, y - 64, 20, 24)
        out += rect(x + dx - 12, y - 20, 24, 7, fill)
    return out


def talk_table(x, y, rnd):
    """A table with cups under hanging lamps."""
    out = "".join(
        rect(x + dx, y - 190, 3, 62) + f'<path fill="{FLAG}" d="M{x + dx - 16} {y - 110}q2-20 17-20t17 20z"/>'
        for dx in (40, 100, 160)
    )
    out += rect(x, y - 52, 200, 10, GREEN) + rect(x + 94, y - 52, 12, 72)
    return out + "".join(rect(x + dx, y - 64, 14, 12, PALE) for dx in (30, 92, 152))


def storks(x, y, rnd):
    """Two storks that face each other."""
    x += 30

    def one(tx, sx):
        return (
            f'<g transform="translate({tx} {y}) scale({sx} 1)"><path fill="#fffdf7" stroke="{INK}" stroke-width="3" d="M-34-58q10-28 44-24l14-42q4-13 15-10 9 3 5 13l-16 44q-6 34-38 32-14-2-24-13z"/>'
            f'<path fill="{INK}" d="M-48-50q12-16 42-10 8 18-10 18-20 0-32-8z"/><path fill="{BEAK}" d="m42-130 42 15-44-5z"/>'
            f'<path stroke="{BEAK}" stroke-width="4" d="M-4-40V16M8-42V16"/></g>'
        )

    return one(x + 20, 1) + one(x + 210, -1)


def table(x, y, rnd):
    """A table with four people behind it."""
    x += 10
    out = rect(x - 10, y - 46, 210, 9) + rect(x + 4, y - 46, 7, 66) + rect(x + 180, y - 46, 7, 66)
    for i, dx in enumerate((8, 56, 104, 152)):
        out += f'<circle cx="{x + dx + 14}" cy="{y - 92}" r="14" fill="{GREEN if i == 1 else INK}"/><path fill="{GREEN if i == 1 else INK}" d="M{x + dx - 6} {y - 46}q0-30 20-30t20 30z"/>'
    return out + rect(x + 70, y - 51, 40, 5, PALE)


def notice_board(x, y, rnd):
    """A notice board with papers, and somebody who reads it."""
    out = rect(x + 12, y - 20, 7, 40) + rect(x + 121, y - 20, 7, 40) + rect(x, y - 104, 140, 84)
    for i, dx in enumerate((10, 52, 94)):
        high, fill = rnd.randrange(34, 56, 4), (FLAG if i == rnd.randrange(3) else PALE)
        out += rect(x + dx, y - 94 + rnd.randrange(0, 16, 4), 34, high, fill)
        out += f'<circle cx="{x + dx + 17}" cy="{y - 92}" r="3" fill="{BEAK}"/>'
    out += f'<circle cx="{x + 172}" cy="{y - 62}" r="13" fill="{BEAK}"/>'
    return out + f'<path fill="{BEAK}" d="M{x + 153} {y + 20}v-46q0-22 19-22t19 22v46z"/>'


def open_door(x, y, rnd):
    """A house with its door open, light inside, and a bench beside it."""
    out = rect(x, y - 96, 104, 116) + f'<path fill="{INK}" d="M{x - 10} {y - 95}l62-44 62 44z"/>'
    out += windows(x + 12, y - 84, 2, 1, 20, 22, rnd.randrange(2)) + rect(x + 58, y - 66, 34, 86, FLAG)
    out += f'<path fill="{GREEN}" d="M{x + 92} {y - 66}l22 12v86l-22-12z"/>'
    return out + rect(x + 126, y - 12, 56, 7) + rect(x + 132, y - 12, 5, 32) + rect(x + 171, y - 12, 5, 32)


# The drawing of each kind of cover; of several, the number of the cover chooses one.
DRAWINGS = {
    "case": (street, flat, square, shop),
    "practice": twins,
    "dossier": halt,
    "agreement": bridge,
    "talk": (tram, microphone, stage, talk_table),
    "publication": (lighthouse, books, lamp, letterbox),
    "interview": storks,
    "minutes": table,
    "demand": notice_board,
    "offer": open_door,
}

# (scale, width) of the drawings of a kind, and of single drawings that differ.
SIZES = {
    "case": (1.45, 190),
    "practice": (1.4, 172),
    "dossier": (1.3, 150),
    "agreement": (1.3, 262),
    "talk": (1.35, 202),
    "publication": (1.05, 110),
    "interview": (1.25, 310),
    "minutes": (1.5, 200),
    "demand": (1.4, 192),
    "offer": (1.35, 184),
}
DRAWING_SIZES = {lighthouse: (1.05, 110)} | dict.fromkeys((books, lamp, microphone, stage, talk_table), (1.2, 205))
DRAWING_SIZES[letterbox] = (1.1, 175)
