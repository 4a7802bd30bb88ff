"""Pictures for the example content: diagrams without text."""

from covers.palette import BEAK, DEEP, DUNE, FLAG, GREEN, INK, MINT, MOSS, PALE, PEACH, PEAT, SKY
from demo.canvas import Canvas, ring


def coalition():
    """Seven founders in a ring, the district broker in the middle."""
    canvas = Canvas(MINT)
    points = ring(600, 400, 290, 7)
    canvas.line([*points, points[0]], DUNE, 6)
    for x, y in points:
        canvas.line([(600, 400), (x, y)], INK, 8)
    for number, (x, y) in enumerate(points):
        canvas.dot(x, y, 66, (GREEN, PEAT, BEAK)[number % 3], PALE, 8)
        canvas.person(x, y + 34, PALE, 0.6)
    canvas.dot(600, 400, 88, FLAG, INK, 8)
    canvas.person(600, 450, INK, 0.9)
    return canvas


def question():
    """A question that is narrowed in three rounds."""
    canvas = Canvas(SKY)
    for number, (width, fill) in enumerate(((860, DUNE), (600, MOSS), (320, GREEN))):
        x, y = 600 - width / 2, 110 + number * 170
        canvas.rect(x, y, width, 90, fill)
        if number:
            for side in (-1, 1):
                edge = 600 + side * (width / 2 + 70)
                canvas.shape(
                    [(edge - 26, y + 20), (edge + 30, y + 34), (edge + 18, y + 80), (edge - 34, y + 66)],
                    PEACH,
                )
    canvas.line([(600, 540), (600, 620)], INK, 12)
    canvas.shape([(570, 610), (630, 610), (600, 650)], INK)
    canvas.dot(600, 700, 44, FLAG, INK, 7)
    return canvas


def matching():
    """Five places on the left, five learners on the right, four matches and one still to be made."""
    canvas = Canvas(PALE)
    order = [1, 0, 3, 2]
    for i, j in enumerate(order):
        canvas.line([(300, 110 + i * 145), (880, 110 + j * 145)], INK, 7)
    canvas.dashes((300, 690), (880, 690), BEAK, 8)
    for i in range(5):
        canvas.house(200, 150 + i * 145, 76, BEAK if i == 4 else GREEN)
        canvas.person(930, 150 + i * 145, PEAT if i == 4 else INK, 0.9)
    return canvas


def swap():
    """Before and after: social housing moves from one place so that both become mixed."""
    canvas = Canvas(SKY)
    for y in (330, 690):
        canvas.rect(60, y, 480, 40, DUNE)
        canvas.rect(660, y, 480, 40, DUNE)
    for i in range(4):
        canvas.house(90 + i * 110, 330, 84, GREEN)
        for x in (90, 690):
            canvas.house(x + i * 110, 690, 84, BEAK if i % 2 else GREEN)
    for x in (300, 900):
        canvas.line([(x, 400), (x, 480)], INK, 12)
        canvas.shape([(x - 24, 470), (x + 24, 470), (x, 520)], INK)
    return canvas


def agreement():
    """A bridge on four piers; people cross it."""
    canvas = Canvas(PEACH)
    canvas.ground(600, MINT, MOSS, GREEN)
    canvas.shape([(0, 800), (0, 440), (150, 440), (220, 800)], DUNE)
    canvas.shape([(1200, 800), (1200, 440), (1050, 440), (980, 800)], DUNE)
    for number, x in enumerate((290, 490, 690, 890)):
        canvas.rect(x, 440, 34, 330, (PEAT, DEEP)[number % 2])
    canvas.rect(60, 420, 1080, 34, INK)
    for number, x in enumerate((180, 330, 520, 600, 790, 1010)):
        canvas.person(x, 420, (GREEN, BEAK, INK)[number % 3], 1.1)
    return canvas
