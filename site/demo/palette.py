"""A sheet to draw on, in the colours of the design: sand, peat, canal, beak and flag."""

from io import BytesIO
from math import cos, pi, sin

from PIL import Image, ImageDraw

INK, PALE, FLAG, BEAK, GREEN = "#2a2018", "#f5eedd", "#ffd633", "#b2340f", "#0b5a46"
SKY, MINT, PEACH, SAND, DUNE, MOSS, PEAT, DEEP = (
    "#f4e6bd", "#cfdcd2", "#efd6be", "#dcbf7a", "#c79a4b", "#8fae9f", "#6b4f38", "#3b2c20",
)  # fmt: skip
WIDTH, HEIGHT, FINE = 1200, 800, 2


class Sheet:
    """A drawing of 1200 x 800 in flat colours, drawn twice as fine and saved as a small PNG."""

    def __init__(self, ground: str = SKY):
        self.image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def rect(self, x, y, w, h, fill=INK):
        """A rectangle by its upper left corner."""
        self.pen.rectangle([x * FINE, y * FINE, (x + w) * FINE - 1, (y + h) * FINE - 1], fill=fill)

    def dot(self, x, y, r, fill=INK, line=None, width=0):
        """A disc by its middle, with or without a rim."""
        box = [(x - r) * FINE, (y - r) * FINE, (x + r) * FINE, (y + r) * FINE]
        self.pen.ellipse(box, fill=fill, outline=line, width=width * FINE)

    def shape(self, points, fill=INK):
        """A closed shape."""
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)

    def line(self, points, fill=INK, width=6):
        """A line through points, with round corners."""
        self.pen.line([(x * FINE, y * FINE) for x, y in points], fill=fill, width=width * FINE, joint="curve")

    def dashes(self, start, end, fill=INK, width=6, parts=11):
        """A dashed line."""
        (x1, y1), (x2, y2) = start, end
        for i in range(0, parts, 2):
            a, b = i / parts, (i + 1) / parts
            self.line(
                [(x1 + (x2 - x1) * a, y1 + (y2 - y1) * a), (x1 + (x2 - x1) * b, y1 + (y2 - y1) * b)],
                fill,
                width,
            )

    def arrow(self, x, y, length, fill=INK, width=12):
        """An arrow to the right; a negative length points to the left."""
        tip, back = x + length, -30 if length > 0 else 30
        self.line([(x, y), (tip + back / 2, y)], fill, width)
        self.shape([(tip, y), (tip + back, y - 22), (tip + back, y + 22)], fill)

    def ground(self, y, *colours):
        """Layers of the ground below `y`, each a slow wave."""
        step = (HEIGHT - y) / len(colours)
        for i, colour in enumerate(colours):
            top = y + i * step
            wave = [(x, top + (i and 8) * sin(x / 150 + i)) for x in range(0, WIDTH + 20, 20)]
            self.shape([*wave, (WIDTH, HEIGHT), (0, HEIGHT)], colour)

    def tree(self, x, y, r=60, fill=GREEN):
        """A tree that stands at `y`."""
        self.rect(x - 8, y - r * 2, 16, r * 2, PEAT)
        self.dot(x, y - r * 2.2, r, fill)

    def person(self, x, y, fill=INK, size=1.0):
        """Somebody, to the waist, on the line `y`."""
        w, h = 44 * size, 78 * size
        curve = [(x - w + i * w / 10, y - h * sin(pi * i / 20)) for i in range(21)]
        self.shape(curve, fill)
        self.dot(x, y - h - 22 * size, 28 * size, fill)

    def flat(self, x, y, w, floors=4, lit=2):
        """A gallery flat on the line `y`; one lamp is on."""
        height = floors * 62 + 24
        self.rect(x, y - height, w, height, DEEP)
        for floor in range(floors):
            top = y - height + 20 + floor * 62
            self.rect(x + 16, top, w - 32, 34, PALE)
            for door in range(int(w - 60) // 70):
                on = floor == lit % floors and door == lit
                self.rect(x + 30 + door * 70, top, 34, 34, FLAG if on else MOSS)

    def house(self, x, y, w=70, fill=GREEN):
        """A small house on the line `y`."""
        self.rect(x, y - w, w, w, fill)
        self.shape([(x - 8, y - w), (x + w / 2, y - w * 1.6), (x + w + 8, y - w)], fill)
        self.rect(x + w * 0.4, y - w * 0.45, w * 0.24, w * 0.45, PALE)

    def png(self) -> bytes:
        """The drawing as PNG with few colours."""
        image = self.image.reduce(FINE).quantize(48, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        out = BytesIO()
        image.save(out, "PNG", optimize=True)
        return out.getvalue()


def ring(x, y, r, count, turn=-pi / 2):
    """Return `count` points on a circle, the first at the top."""
    return [(x + r * cos(turn + 2 * pi * i / count), y + r * sin(turn + 2 * pi * i / count)) for i in range(count)]
