"""Pictures of the example recordings: objects on the table of a talk show, without words."""

from math import cos, pi, sin

from demo.palette import BEAK, DEEP, DUNE, FLAG, GREEN, INK, MINT, MOSS, PALE, PEACH, PEAT, SAND, SKY, Sheet, ring


def _key(sheet, x, y, length, fill):
    """A key that hangs down from a ring at (x, y)."""
    sheet.dot(x, y + 34, 34, fill, INK, 6)
    sheet.dot(x, y + 34, 13, SKY)
    sheet.rect(x - 8, y + 64, 16, length, fill)
    for tooth in (26, 54):
        sheet.rect(x + 8, y + 64 + length - tooth, 22, 12, fill)


def keys():
    """A ring with eleven keys, three of them larger."""
    sheet = Sheet(SKY)
    sheet.ground(560, DUNE, PEAT)
    sheet.line([(180, 150), (1020, 150)], INK, 14)
    for number in range(11):
        own = number in {4, 5, 6}
        fill = BEAK if own else (GREEN, DEEP, MOSS, PEAT)[number % 4]
        _key(sheet, 212 + number * 78, 152, 190 if own else 120 + (number * 37) % 60, fill)
    for x in (180, 1020):
        sheet.dot(x, 150, 26, FLAG, INK, 6)
    return sheet


def report():
    """A school report with its name cut off and two people who read it from either side."""
    sheet = Sheet(MINT)
    sheet.ground(560, DUNE, PEAT)
    sheet.person(230, 560, BEAK, 1.9)
    sheet.person(970, 560, GREEN, 1.9)
    sheet.shape([(430, 200), (560, 200), (600, 168), (640, 210), (690, 180), (770, 200), (770, 600), (430, 600)], PALE)
    for row, width in enumerate((210, 250, 180, 230, 200)):
        y = 270 + row * 62
        sheet.rect(466, y, width, 16, SAND)
        sheet.dot(728, y + 8, 18, FLAG if row == 2 else MOSS)
    return sheet


def wheels():
    """Four wheels, each a little different, none on a cart."""
    sheet = Sheet(PEACH)
    sheet.ground(600, DUNE, PEAT)
    for x, spokes, fill in ((170, 4, GREEN), (450, 6, BEAK), (740, 8, DEEP), (1030, 5, PEAT)):
        sheet.dot(x, 470, 128, fill)
        sheet.dot(x, 470, 100, PEACH)
        for px, py in ring(x, 470, 104, spokes):
            sheet.line([(x, 470), (px, py)], fill, 14)
        sheet.dot(x, 470, 26, FLAG, INK, 6)
    return sheet


def door():
    """An open door with light, a step in front of it and somebody who holds it open."""
    sheet = Sheet(PEAT)
    sheet.rect(430, 90, 340, 510, FLAG)
    sheet.shape([(770, 90), (920, 150), (920, 640), (770, 600)], GREEN)
    sheet.dot(796, 360, 12, PALE)
    sheet.rect(380, 600, 440, 46, DUNE)
    sheet.rect(330, 646, 540, 46, SAND)
    sheet.rect(0, 692, 1200, 108, DEEP)
    sheet.person(980, 640, PALE, 1.7)
    sheet.person(250, 692, PEACH, 1.5)
    return sheet


def light():
    """A street in the evening: every window dark but four, and a lamp that just came on."""
    sheet = Sheet(DEEP)
    for number in range(5):
        x = 40 + number * 230
        sheet.rect(x, 200 + (number % 2) * 60, 200, 440, PEAT)
        for row in range(4):
            for column in range(2):
                on = (number * 3 + row * 5 + column) % 9 == 1
                fill = FLAG if on else INK
                sheet.rect(x + 32 + column * 82, 240 + (number % 2) * 60 + row * 88, 54, 52, fill)
    sheet.ground(640, DUNE, INK)
    sheet.line([(1120, 640), (1120, 260)], INK, 12)
    sheet.dot(1120, 236, 46, FLAG)
    for step in range(8):
        angle = pi * step / 4
        sheet.line(
            [(1120 + 60 * cos(angle), 236 + 60 * sin(angle)), (1120 + 78 * cos(angle), 236 + 78 * sin(angle))], FLAG, 6
        )
    sheet.person(520, 646, PALE, 1.2)
    sheet.person(640, 646, BEAK, 1.2)
    return sheet
