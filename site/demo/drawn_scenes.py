"""Scenes from the stories, drawn as cuts through the ground: flat colours, no words, nobody real."""

from demo.palette import (
    BEAK,
    DEEP,
    DUNE,
    FLAG,
    GREEN,
    INK,
    MINT,
    MOSS,
    PALE,
    PEACH,
    PEAT,
    SAND,
    SKY,
    Sheet,
    ring,
)


def grass():
    """A lawn with nothing on it, and one person who walks on."""
    sheet = Sheet(MINT)
    sheet.flat(120, 440, 880, 5, 3)
    sheet.ground(440, MOSS, SAND, PEAT)
    sheet.line([(0, 520), (1200, 470)], PALE, 16)
    sheet.person(1120, 484, INK, 0.9)
    return sheet


def bench():
    """The same place with a bench, two trees and two people."""
    sheet = Sheet(SKY)
    sheet.flat(300, 440, 640, 5, 2)
    sheet.ground(520, MOSS, DUNE, PEAT)
    sheet.tree(180, 540, 84)
    sheet.tree(1040, 540, 76)
    sheet.person(520, 520, BEAK, 1.5)
    sheet.person(690, 520, INK, 1.5)
    sheet.rect(380, 510, 450, 24, PEAT)
    for x in (400, 790):
        sheet.rect(x, 530, 20, 70, PEAT)
    return sheet


def long_table():
    """Six women at a table under three lamps."""
    sheet = Sheet(PEACH)
    for x in (250, 600, 950):
        sheet.line([(x, 0), (x, 120)], INK, 6)
        sheet.shape([(x - 60, 170), (x - 26, 110), (x + 26, 110), (x + 60, 170)], FLAG)
    sheet.ground(700, DUNE, PEAT)
    for number, x in enumerate((170, 340, 510, 690, 860, 1030)):
        sheet.person(x, 500, (GREEN, BEAK, DEEP)[number % 3], 1.5)
        sheet.dot(x, 356, 24, (PEACH, SAND, PALE)[number % 3])
    sheet.rect(90, 490, 1020, 34, PEAT)
    for x in (130, 1040):
        sheet.rect(x, 520, 30, 200, PEAT)
    for x in (240, 430, 780, 960):
        sheet.rect(x, 462, 40, 28, PALE)
    sheet.dot(600, 456, 38, MINT, INK, 5)
    sheet.line([(636, 452), (676, 430)], INK, 10)
    return sheet


def _stairwell(wall, lamp):
    sheet = Sheet(wall)
    sheet.rect(0, 640, 1200, 160, PEAT)
    for i in range(7):
        sheet.rect(700 + i * 72, 590 - i * 66, 500, 70, DUNE if i % 2 else SAND)
    sheet.line([(690, 500), (1200, 30)], INK, 12)
    sheet.line([(420, 0), (420, 90)], INK, 8)
    sheet.dot(420, 130, 44, lamp, INK, 6)
    sheet.rect(90, 240, 200, 400, GREEN)
    sheet.dot(260, 450, 12, PALE)
    return sheet


def stairwell_before():
    """A dark stairwell: lamp off, paper, a pram in the way."""
    sheet = _stairwell("#7d6a55", DEEP)
    for i, slope in enumerate((14, -6, 20)):
        x = 380 + i * 90
        sheet.shape([(x, 300), (x + 76, 300 + slope), (x + 76, 380 + slope), (x, 380)], DEEP)
    for x, y in ((330, 690), (420, 730), (540, 670), (650, 740), (250, 750)):
        sheet.shape([(x, y), (x + 60, y - 12), (x + 74, y + 18), (x + 12, y + 26)], PALE)
    sheet.shape([(470, 520), (640, 520), (610, 610), (500, 610)], BEAK)
    sheet.line([(640, 520), (690, 450)], INK, 9)
    for x in (510, 605):
        sheet.dot(x, 636, 28, DEEP, INK, 6)
    return sheet


def stairwell_after():
    """The same stairwell with light, straight letter boxes and a plant."""
    sheet = _stairwell(SKY, FLAG)
    for i in range(3):
        sheet.rect(380 + i * 90, 300, 76, 80, GREEN)
        sheet.rect(394 + i * 90, 324, 48, 8, PALE)
    sheet.shape([(350, 560), (440, 560), (424, 640), (366, 640)], BEAK)
    for x, y in ring(395, 500, 46, 6):
        sheet.dot(x, y, 30, MOSS)
    return sheet


def shops():
    """Three shops with awnings and two people talking."""
    sheet = Sheet(MINT)
    sheet.ground(640, DUNE, PEAT)
    for number, (x, wall) in enumerate(((90, PEAT), (440, DEEP), (790, PEAT))):
        sheet.rect(x, 180, 320, 460, wall)
        for i in range(2):
            sheet.rect(x + 50 + i * 140, 220, 80, 90, SAND)
        sheet.rect(x + 30, 440, 170, 160, FLAG if number == 1 else PALE)
        sheet.rect(x + 220, 440, 70, 200, GREEN)
        for i in range(8):
            sheet.rect(x + i * 40, 360, 40, 70, BEAK if (i + number) % 2 else PALE)
    sheet.person(560, 660, INK, 1.4)
    sheet.person(690, 660, GREEN, 1.4)
    return sheet


def tea():
    """Three round tables from above, with room between them."""
    sheet = Sheet(SAND)
    sheet.rect(0, 330, 1200, 110, SKY)
    for x, y in ((250, 190), (900, 190), (600, 620)):
        for number, (px, py) in enumerate(ring(x, y, 150, 6)):
            sheet.dot(px, py, 36, (GREEN, PEAT, BEAK)[number % 3])
        sheet.dot(x, y, 112, PALE, PEAT, 7)
        for px, py in ring(x, y, 76, 6):
            sheet.dot(px, py, 16, MINT, INK, 4)
        sheet.dot(x, y, 28, FLAG, INK, 5)
    return sheet


def talkshow():
    """Four people at a half-round table, keys in the light, the audience in front."""
    sheet = Sheet(DEEP)
    sheet.shape([(600, 0), (360, 520), (840, 520)], PEAT)
    sheet.rect(0, 560, 1200, 240, GREEN)
    for x, fill in ((330, PEACH), (500, BEAK), (700, MINT), (870, SAND)):
        sheet.person(x, 450, fill, 1.5)
    sheet.shape([(220, 440), (980, 440), (900, 580), (300, 580)], DUNE)
    sheet.dot(600, 480, 34, FLAG, INK, 6)
    for i in range(3):
        sheet.line([(600, 500), (570 + i * 30, 555)], FLAG, 9)
    sheet.rect(1010, 400, 24, 170, DUNE)
    sheet.rect(1010, 480, 110, 22, DUNE)
    for i in range(9):
        sheet.dot(70 + i * 135, 760 - (i % 2) * 26, 62, INK)
    return sheet


def laundry():
    """Four machines left, coffee by the window right."""
    sheet = Sheet(SKY)
    sheet.rect(0, 640, 1200, 160, DUNE)
    sheet.rect(760, 120, 360, 230, MINT)
    sheet.rect(932, 120, 14, 230, PALE)
    for i in range(4):
        sheet.rect(60 + i * 150, 430, 136, 210, PALE)
        sheet.dot(128 + i * 150, 550, 48, MOSS if i == 2 else DEEP, INK, 7)
        sheet.dot(90 + i * 150, 456, 9, BEAK)
    sheet.shape([(664, 570), (750, 570), (736, 640), (678, 640)], BEAK)
    sheet.person(860, 560, GREEN, 1.4)
    sheet.person(1070, 560, PEAT, 1.4)
    sheet.rect(790, 550, 350, 24, INK)
    sheet.rect(950, 570, 24, 90, INK)
    for x in (930, 1000):
        sheet.rect(x, 520, 32, 30, PEACH)
    return sheet
