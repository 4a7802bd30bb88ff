"""Pictures for the example content: scenes in flat colours, without text or real people."""

from covers.palette import BEAK, DEEP, DUNE, FLAG, GREEN, INK, MINT, MOSS, PALE, PEACH, PEAT, SAND, SKY
from demo.canvas import Canvas, ring


def grass():
    """A lawn with nothing on it, and one person who walks on."""
    canvas = Canvas(MINT)
    canvas.flat(120, 440, 880, 5, 3)
    canvas.ground(440, MOSS, SAND, PEAT)
    canvas.line([(0, 520), (1200, 470)], PALE, 16)
    canvas.person(1120, 484, INK, 0.9)
    return canvas


def bench():
    """The lawn of `grass` with a bench, two trees and two people."""
    canvas = Canvas(SKY)
    canvas.flat(300, 440, 640, 5, 2)
    canvas.ground(520, MOSS, DUNE, PEAT)
    canvas.tree(180, 540, 84)
    canvas.tree(1040, 540, 76)
    canvas.person(520, 520, BEAK, 1.5)
    canvas.person(690, 520, INK, 1.5)
    canvas.rect(380, 510, 450, 24, PEAT)
    for x in (400, 790):
        canvas.rect(x, 530, 20, 70, PEAT)
    return canvas


def long_table():
    """Six women at a table under three lamps."""
    canvas = Canvas(PEACH)
    for x in (250, 600, 950):
        canvas.line([(x, 0), (x, 120)], INK, 6)
        canvas.shape([(x - 60, 170), (x - 26, 110), (x + 26, 110), (x + 60, 170)], FLAG)
    canvas.ground(700, DUNE, PEAT)
    for number, x in enumerate((170, 340, 510, 690, 860, 1030)):
        canvas.person(x, 500, (GREEN, BEAK, DEEP)[number % 3], 1.5)
        canvas.dot(x, 356, 24, (PEACH, SAND, PALE)[number % 3])
    canvas.rect(90, 490, 1020, 34, PEAT)
    for x in (130, 1040):
        canvas.rect(x, 520, 30, 200, PEAT)
    for x in (240, 430, 780, 960):
        canvas.rect(x, 462, 40, 28, PALE)
    canvas.dot(600, 456, 38, MINT, INK, 5)
    canvas.line([(636, 452), (676, 430)], INK, 10)
    return canvas


def _stairwell(wall, lamp):
    canvas = Canvas(wall)
    canvas.rect(0, 640, 1200, 160, PEAT)
    for i in range(7):
        canvas.rect(700 + i * 72, 590 - i * 66, 500, 70, DUNE if i % 2 else SAND)
    canvas.line([(690, 500), (1200, 30)], INK, 12)
    canvas.line([(420, 0), (420, 90)], INK, 8)
    canvas.dot(420, 130, 44, lamp, INK, 6)
    canvas.rect(90, 240, 200, 400, GREEN)
    canvas.dot(260, 450, 12, PALE)
    return canvas


def stairwell_before():
    """A dark stairwell: lamp off, paper, a pram in the way."""
    canvas = _stairwell("#7d6a55", DEEP)
    for i, slope in enumerate((14, -6, 20)):
        x = 380 + i * 90
        canvas.shape([(x, 300), (x + 76, 300 + slope), (x + 76, 380 + slope), (x, 380)], DEEP)
    for x, y in ((330, 690), (420, 730), (540, 670), (650, 740), (250, 750)):
        canvas.shape([(x, y), (x + 60, y - 12), (x + 74, y + 18), (x + 12, y + 26)], PALE)
    canvas.shape([(470, 520), (640, 520), (610, 610), (500, 610)], BEAK)
    canvas.line([(640, 520), (690, 450)], INK, 9)
    for x in (510, 605):
        canvas.dot(x, 636, 28, DEEP, INK, 6)
    return canvas


def stairwell_after():
    """The stairwell with light, straight letter boxes and a plant."""
    canvas = _stairwell(SKY, FLAG)
    for i in range(3):
        canvas.rect(380 + i * 90, 300, 76, 80, GREEN)
        canvas.rect(394 + i * 90, 324, 48, 8, PALE)
    canvas.shape([(350, 560), (440, 560), (424, 640), (366, 640)], BEAK)
    for x, y in ring(395, 500, 46, 6):
        canvas.dot(x, y, 30, MOSS)
    return canvas


def shops():
    """Three shops with awnings and two people talking."""
    canvas = Canvas(MINT)
    canvas.ground(640, DUNE, PEAT)
    for number, (x, wall) in enumerate(((90, PEAT), (440, DEEP), (790, PEAT))):
        canvas.rect(x, 180, 320, 460, wall)
        for i in range(2):
            canvas.rect(x + 50 + i * 140, 220, 80, 90, SAND)
        canvas.rect(x + 30, 440, 170, 160, FLAG if number == 1 else PALE)
        canvas.rect(x + 220, 440, 70, 200, GREEN)
        for i in range(8):
            canvas.rect(x + i * 40, 360, 40, 70, BEAK if (i + number) % 2 else PALE)
    canvas.person(560, 660, INK, 1.4)
    canvas.person(690, 660, GREEN, 1.4)
    return canvas


def tea():
    """Three round tables from above, with room between them."""
    canvas = Canvas(SAND)
    canvas.rect(0, 330, 1200, 110, SKY)
    for x, y in ((250, 190), (900, 190), (600, 620)):
        for number, (px, py) in enumerate(ring(x, y, 150, 6)):
            canvas.dot(px, py, 36, (GREEN, PEAT, BEAK)[number % 3])
        canvas.dot(x, y, 112, PALE, PEAT, 7)
        for px, py in ring(x, y, 76, 6):
            canvas.dot(px, py, 16, MINT, INK, 4)
        canvas.dot(x, y, 28, FLAG, INK, 5)
    return canvas


def talkshow():
    """Four people at a half-round table, keys in the light, the audience in front."""
    canvas = Canvas(DEEP)
    canvas.shape([(600, 0), (360, 520), (840, 520)], PEAT)
    canvas.rect(0, 560, 1200, 240, GREEN)
    for x, fill in ((330, PEACH), (500, BEAK), (700, MINT), (870, SAND)):
        canvas.person(x, 450, fill, 1.5)
    canvas.shape([(220, 440), (980, 440), (900, 580), (300, 580)], DUNE)
    canvas.dot(600, 480, 34, FLAG, INK, 6)
    for i in range(3):
        canvas.line([(600, 500), (570 + i * 30, 555)], FLAG, 9)
    canvas.rect(1010, 400, 24, 170, DUNE)
    canvas.rect(1010, 480, 110, 22, DUNE)
    for i in range(9):
        canvas.dot(70 + i * 135, 760 - (i % 2) * 26, 62, INK)
    return canvas


def laundry():
    """Four machines left, coffee by the window right."""
    canvas = Canvas(SKY)
    canvas.rect(0, 640, 1200, 160, DUNE)
    canvas.rect(760, 120, 360, 230, MINT)
    canvas.rect(932, 120, 14, 230, PALE)
    for i in range(4):
        canvas.rect(60 + i * 150, 430, 136, 210, PALE)
        canvas.dot(128 + i * 150, 550, 48, MOSS if i == 2 else DEEP, INK, 7)
        canvas.dot(90 + i * 150, 456, 9, BEAK)
    canvas.shape([(664, 570), (750, 570), (736, 640), (678, 640)], BEAK)
    canvas.person(860, 560, GREEN, 1.4)
    canvas.person(1070, 560, PEAT, 1.4)
    canvas.rect(790, 550, 350, 24, INK)
    canvas.rect(950, 570, 24, 90, INK)
    for x in (930, 1000):
        canvas.rect(x, 520, 32, 30, PEACH)
    return canvas
