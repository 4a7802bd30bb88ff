"""Schematic maps and diagrams, without words: the text beside them tells what they show."""

from demo.palette import BEAK, DEEP, DUNE, FLAG, GREEN, INK, MINT, MOSS, PALE, PEACH, PEAT, SAND, SKY, Sheet, ring

DISTRICTS = [
    (DUNE, [(250, 330), (470, 150), (640, 70), (690, 190), (520, 330), (360, 430)]),
    (SAND, [(690, 190), (640, 70), (860, 110), (930, 300), (760, 330)]),
    (MOSS, [(520, 330), (690, 190), (760, 330), (700, 440), (590, 450)]),
    (PEACH, [(360, 430), (520, 330), (590, 450), (480, 520)]),
    (SAND, [(190, 430), (250, 330), (360, 430), (480, 520), (330, 640), (180, 560)]),
    (DUNE, [(480, 520), (590, 450), (690, 540), (600, 690), (330, 640)]),
    (PEACH, [(760, 330), (930, 300), (1090, 430), (1010, 560), (830, 470)]),
    (FLAG, [(590, 450), (700, 440), (830, 470), (790, 570), (690, 540)]),
]


def laak():
    """Eight districts between sea and polder, Laak in flag yellow."""
    sheet = Sheet(PALE)
    sheet.shape([(0, 0), (720, 0), (470, 110), (230, 290), (120, 470), (0, 560)], MINT)
    for fill, points in DISTRICTS:
        sheet.shape(points, fill)
        sheet.line([*points, points[0], points[1]], PALE, 8)
    sheet.line([*DISTRICTS[-1][1], *DISTRICTS[-1][1][:2]], INK, 7)
    sheet.line([(560, 800), (640, 640), (720, 440), (790, 250), (1200, 60)], PEAT, 10)
    return sheet


def zuidwest():
    """Three quarters side by side, three places in each."""
    sheet = Sheet(SKY)
    areas = [(MOSS, 60, 380), (SAND, 460, 300), (PEACH, 780, 360)]
    for number, (fill, x, width) in enumerate(areas):
        sheet.shape([(x, 180 + number * 20), (x + width, 140 + number * 30), (x + width, 640), (x + 20, 690 - number * 30)], fill)
        for i in range(4):
            sheet.rect(x + 50, 250 + i * 100, width - 110, 22, DEEP if i % 2 else PEAT)
        for i in range(3):
            best = number == 0 and i == 1
            sheet.dot(x + 90 + i * (width - 150) / 2, 310 + i * 100, 34 if best else 20, FLAG if best else GREEN, INK, 5)
    sheet.line([(0, 740), (1200, 640)], PEAT, 20)
    return sheet


def lozerlaan():
    """A road, four flats on grass, three places where people stop."""
    sheet = Sheet(MOSS)
    sheet.rect(0, 560, 1200, 130, PEAT)
    for x in range(20, 1200, 120):
        sheet.rect(x, 620, 60, 8, PALE)
    for x, y in ((80, 90), (380, 90), (680, 90), (980, 90)):
        sheet.rect(x, y, 90, 380, DEEP)
        for i in range(6):
            sheet.rect(x + 14, y + 20 + i * 60, 62, 26, SAND)
    places = [(275, 420), (575, 240), (875, 380)]
    for number, (x, y) in enumerate(places):
        sheet.dot(x, y, 62, FLAG, INK, 6)
        for px, py in ring(x, y, 92, 9 - number * 3):
            sheet.dot(px, py, 9, INK)
    for x, y in ((230, 130), (530, 470), (830, 140), (1130, 300)):
        sheet.dot(x, y, 38, GREEN)
    return sheet


def labs():
    """Questions as dots, courses as diamonds; three dots are still alone."""
    sheet = Sheet(PALE)
    for fill, points in DISTRICTS:
        sheet.shape(points, SAND if fill == FLAG else MINT)
        sheet.line([*points, points[0], points[1]], PALE, 8)
    pairs = [((400, 300), (620, 250)), ((430, 560), (620, 380)), ((660, 500), (620, 380)), ((740, 510), (880, 400)), ((820, 220), (620, 250))]
    for start, end in pairs:
        sheet.line([start, end], INK, 6)
    for x, y in {end for _, end in pairs}:
        sheet.shape([(x, y - 36), (x + 36, y), (x, y + 36), (x - 36, y)], GREEN)
    for x, y in [start for start, _ in pairs]:
        sheet.dot(x, y, 22, BEAK, PALE, 5)
    for x, y in ((290, 480), (520, 640), (1000, 470)):
        sheet.dot(x, y, 22, FLAG, INK, 5)
    return sheet


def coalition():
    """Seven founders in a ring, the district broker in the middle."""
    sheet = Sheet(MINT)
    points = ring(600, 400, 290, 7)
    sheet.line([*points, points[0]], DUNE, 6)
    for x, y in points:
        sheet.line([(600, 400), (x, y)], INK, 8)
    for number, (x, y) in enumerate(points):
        sheet.dot(x, y, 66, (GREEN, PEAT, BEAK)[number % 3], PALE, 8)
        sheet.person(x, y + 34, PALE, 0.6)
    sheet.dot(600, 400, 88, FLAG, INK, 8)
    sheet.person(600, 450, INK, 0.9)
    return sheet


def question():
    """A question that gets smaller and sharper in three rounds."""
    sheet = Sheet(SKY)
    for number, (width, fill) in enumerate(((860, DUNE), (600, MOSS), (320, GREEN))):
        x, y = 600 - width / 2, 110 + number * 170
        sheet.rect(x, y, width, 90, fill)
        if number:
            for side in (-1, 1):
                edge = 600 + side * (width / 2 + 70)
                sheet.shape([(edge - 26, y + 20), (edge + 30, y + 34), (edge + 18, y + 80), (edge - 34, y + 66)], PEACH)
    sheet.line([(600, 540), (600, 620)], INK, 12)
    sheet.shape([(570, 610), (630, 610), (600, 650)], INK)
    sheet.dot(600, 700, 44, FLAG, INK, 7)
    return sheet


def matching():
    """Five places left, five learners right, four lines and one in the making."""
    sheet = Sheet(PALE)
    order = [1, 0, 3, 2]
    for i, j in enumerate(order):
        sheet.line([(300, 110 + i * 145), (880, 110 + j * 145)], INK, 7)
    sheet.dashes((300, 690), (880, 690), BEAK, 8)
    for i in range(5):
        sheet.house(200, 150 + i * 145, 76, BEAK if i == 4 else GREEN)
        sheet.person(930, 150 + i * 145, PEAT if i == 4 else INK, 0.9)
    return sheet


def swap():
    """Above: social housing left, empty ground right. Below, later: both places are mixed."""
    sheet = Sheet(SKY)
    for y in (330, 690):
        sheet.rect(60, y, 480, 40, DUNE)
        sheet.rect(660, y, 480, 40, DUNE)
    for i in range(4):
        sheet.house(90 + i * 110, 330, 84, GREEN)
        for x in (90, 690):
            sheet.house(x + i * 110, 690, 84, BEAK if i % 2 else GREEN)
    for x in (300, 900):
        sheet.line([(x, 400), (x, 480)], INK, 12)
        sheet.shape([(x - 24, 470), (x + 24, 470), (x, 520)], INK)
    return sheet


def agreement():
    """A bridge on four piers; people cross it."""
    sheet = Sheet(PEACH)
    sheet.ground(600, MINT, MOSS, GREEN)
    sheet.shape([(0, 800), (0, 440), (150, 440), (220, 800)], DUNE)
    sheet.shape([(1200, 800), (1200, 440), (1050, 440), (980, 800)], DUNE)
    for number, x in enumerate((290, 490, 690, 890)):
        sheet.rect(x, 440, 34, 330, (PEAT, DEEP)[number % 2])
    sheet.rect(60, 420, 1080, 34, INK)
    for number, x in enumerate((180, 330, 520, 600, 790, 1010)):
        sheet.person(x, 420, (GREEN, BEAK, INK)[number % 3], 1.1)
    return sheet
