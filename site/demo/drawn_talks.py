"""Pictures for the example content: posters of the recordings, without text."""

from math import cos, pi, sin

from covers.palette import BEAK, DEEP, DUNE, FLAG, GREEN, INK, MINT, MOSS, PALE, PEACH, PEAT, SAND, SKY
from demo.canvas import Canvas, ring


def _key(canvas, x, y, length, fill):
    """A key that hangs down from a ring at (x, y)."""
    canvas.dot(x, y + 34, 34, fill, INK, 6)
    canvas.dot(x, y + 34, 13, SKY)
    canvas.rect(x - 8, y + 64, 16, length, fill)
    for tooth in (26, 54):
        canvas.rect(x + 8, y + 64 + length - tooth, 22, 12, fill)


def keys():
    """A ring with eleven keys, three of them larger."""
    canvas = Canvas(SKY)
    canvas.ground(560, DUNE, PEAT)
    canvas.line([(180, 150), (1020, 150)], INK, 14)
    for number in range(11):
        own = number in {4, 5, 6}
        fill = BEAK if own else (GREEN, DEEP, MOSS, PEAT)[number % 4]
        _key(canvas, 212 + number * 78, 152, 190 if own else 120 + (number * 37) % 60, fill)
    for x in (180, 1020):
        canvas.dot(x, 150, 26, FLAG, INK, 6)
    return canvas


def report():
    """A school report with its name cut off and two people who read it from either side."""
    canvas = Canvas(MINT)
    canvas.ground(560, DUNE, PEAT)
    canvas.person(230, 560, BEAK, 1.9)
    canvas.person(970, 560, GREEN, 1.9)
    canvas.shape([(430, 200), (560, 200), (600, 168), (640, 210), (690, 180), (770, 200), (770, 600), (430, 600)], PALE)
    for row, width in enumerate((210, 250, 180, 230, 200)):
        y = 270 + row * 62
        canvas.rect(466, y, width, 16, SAND)
        canvas.dot(728, y + 8, 18, FLAG if row == 2 else MOSS)
    return canvas


def wheels():
    """Four wheels, each a little different, none on a cart."""
    canvas = Canvas(PEACH)
    canvas.ground(600, DUNE, PEAT)
    for x, spokes, fill in ((170, 4, GREEN), (450, 6, BEAK), (740, 8, DEEP), (1030, 5, PEAT)):
        canvas.dot(x, 470, 128, fill)
        canvas.dot(x, 470, 100, PEACH)
        for px, py in ring(x, 470, 104, spokes):
            canvas.line([(x, 470), (px, py)], fill, 14)
        canvas.dot(x, 470, 26, FLAG, INK, 6)
    return canvas


def door():
    """An open door with light, a step in front of it and somebody who holds it open."""
    canvas = Canvas(PEAT)
    canvas.rect(430, 90, 340, 510, FLAG)
    canvas.shape([(770, 90), (920, 150), (920, 640), (770, 600)], GREEN)
    canvas.dot(796, 360, 12, PALE)
    canvas.rect(380, 600, 440, 46, DUNE)
    canvas.rect(330, 646, 540, 46, SAND)
    canvas.rect(0, 692, 1200, 108, DEEP)
    canvas.person(980, 640, PALE, 1.7)
    canvas.person(250, 692, PEACH, 1.5)
    return canvas


def light():
    """A street in the evening: every window dark but four, and a lamp that just came on."""
    canvas = Canvas(DEEP)
    for number in range(5):
        x = 40 + number * 230
        canvas.rect(x, 200 + (number % 2) * 60, 200, 440, PEAT)
        for row in range(4):
            for column in range(2):
                on = (number * 3 + row * 5 + column) % 9 == 1
                fill = FLAG if on else INK
                canvas.rect(x + 32 + column * 82, 240 + (number % 2) * 60 + row * 88, 54, 52, fill)
    canvas.ground(640, DUNE, INK)
    canvas.line([(1120, 640), (1120, 260)], INK, 12)
    canvas.dot(1120, 236, 46, FLAG)
    for step in range(8):
        angle = pi * step / 4
        canvas.line(
            [(1120 + 60 * cos(angle), 236 + 60 * sin(angle)), (1120 + 78 * cos(angle), 236 + 78 * sin(angle))], FLAG, 6
        )
    canvas.person(520, 646, PALE, 1.2)
    canvas.person(640, 646, BEAK, 1.2)
    return canvas
