"""Pictures for the example content: schematic maps with the names of places."""

from covers.palette import BEAK, DEEP, DUNE, FLAG, GREEN, INK, MINT, MOSS, PALE, PEACH, PEAT, SAND, SKY
from demo.canvas import Canvas, ring

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
    """Eight districts, with Laak in yellow."""
    canvas = Canvas(PALE)
    canvas.shape([(0, 0), (720, 0), (470, 110), (230, 290), (120, 470), (0, 560)], MINT)
    for fill, points in DISTRICTS:
        canvas.shape(points, fill)
        canvas.line([*points, points[0], points[1]], PALE, 8)
    canvas.line([*DISTRICTS[-1][1], *DISTRICTS[-1][1][:2]], INK, 7)
    canvas.line([(560, 800), (640, 640), (720, 440), (790, 250), (1200, 60)], PEAT, 10)
    for x, y, words, size in (
        (250, 110, "Noordzee", 40),
        (632, 350, "Centrum", 34),
        (772, 512, "Laak", 44),
        (330, 545, "Zuidwest", 38),
    ):
        canvas.name(x, y, words, size)
    return canvas


def zuidwest():
    """Three quarters side by side, three places in each."""
    canvas = Canvas(SKY)
    areas = [(MOSS, 60, 380), (SAND, 460, 300), (PEACH, 780, 360)]
    for number, (fill, x, width) in enumerate(areas):
        canvas.shape(
            [
                (x, 180 + number * 20),
                (x + width, 140 + number * 30),
                (x + width, 640),
                (x + 20, 690 - number * 30),
            ],
            fill,
        )
        for i in range(4):
            canvas.rect(x + 50, 250 + i * 100, width - 110, 22, DEEP if i % 2 else PEAT)
        for i in range(3):
            best = number == 0 and i == 1
            canvas.dot(
                x + 90 + i * (width - 150) / 2,
                310 + i * 100,
                34 if best else 20,
                FLAG if best else GREEN,
                INK,
                5,
            )
    canvas.line([(0, 740), (1200, 640)], PEAT, 20)
    for x, words in ((240, "Bouwlust en\nVrederust"), (605, "Morgenstond"), (960, "Moerwijk")):
        canvas.name(x, 90, words, 40)
    return canvas


def lozerlaan():
    """A road, four flats on grass, three places where people stop."""
    canvas = Canvas(MOSS)
    canvas.rect(0, 560, 1200, 130, PEAT)
    for x in range(20, 1200, 120):
        canvas.rect(x, 620, 60, 8, PALE)
    for x, y in ((80, 90), (380, 90), (680, 90), (980, 90)):
        canvas.rect(x, y, 90, 380, DEEP)
        for i in range(6):
            canvas.rect(x + 14, y + 20 + i * 60, 62, 26, SAND)
    places = [(275, 420), (575, 240), (875, 380)]
    for number, (x, y) in enumerate(places):
        canvas.dot(x, y, 62, FLAG, INK, 6)
        for px, py in ring(x, y, 92, 9 - number * 3):
            canvas.dot(px, py, 9, INK)
    for x, y in ((230, 130), (530, 470), (830, 140), (1130, 300)):
        canvas.dot(x, y, 38, GREEN)
    canvas.name(600, 588, "Lozerlaan", 38, PALE)
    return canvas


def labs():
    """Questions as dots, courses as diamonds; three questions have no course."""
    canvas = Canvas(PALE)
    for fill, points in DISTRICTS:
        canvas.shape(points, SAND if fill == FLAG else MINT)
        canvas.line([*points, points[0], points[1]], PALE, 8)
    pairs = [
        ((400, 300), (620, 250)),
        ((430, 560), (620, 380)),
        ((660, 500), (620, 380)),
        ((740, 510), (880, 400)),
        ((820, 220), (620, 250)),
    ]
    for start, end in pairs:
        canvas.line([start, end], INK, 6)
    for x, y in {end for _, end in pairs}:
        canvas.shape([(x, y - 36), (x + 36, y), (x, y + 36), (x - 36, y)], GREEN)
    for x, y in [start for start, _ in pairs]:
        canvas.dot(x, y, 22, BEAK, PALE, 5)
    for x, y in ((290, 480), (520, 640), (1000, 470)):
        canvas.dot(x, y, 22, FLAG, INK, 5)
    return canvas
