"""A canvas for the pictures of the example content."""

from io import BytesIO
from math import cos, pi, sin

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from covers.palette import DEEP, FLAG, GREEN, INK, MOSS, PALE, PEAT, SKY

WIDTH, HEIGHT = 1200, 800
SCALE = 2  # pixels drawn for each pixel of the picture, in each direction


class Canvas:
    """A picture of 1200 x 800 in flat colours, drawn at twice its size so that edges are smooth."""

    def __init__(self, ground: str = SKY):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def rect(self, x, y, w, h, fill=INK):
        """A rectangle by its upper left corner."""
        self.pen.rectangle([x * SCALE, y * SCALE, (x + w) * SCALE - 1, (y + h) * SCALE - 1], fill=fill)

    def dot(self, x, y, r, fill=INK, line=None, width=0):
        """A disc by its centre and radius, with an outline when `line` is given."""
        box = [(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE]
        self.pen.ellipse(box, fill=fill, outline=line, width=width * SCALE)

    def shape(self, points, fill=INK):
        """A filled polygon."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points, fill=INK, width=6):
        """A line through points, with round corners."""
        self.pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=width * SCALE, joint="curve")

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
        """A tree on the line `y`."""
        self.rect(x - 8, y - r * 2, 16, r * 2, PEAT)
        self.dot(x, y - r * 2.2, r, fill)

    def person(self, x, y, fill=INK, size=1.0):
        """A person to the waist, on the line `y`."""
        w, h = 44 * size, 78 * size
        curve = [(x - w + i * w / 10, y - h * sin(pi * i / 20)) for i in range(21)]
        self.shape(curve, fill)
        self.dot(x, y - h - 22 * size, 28 * size, fill)

    def flat(self, x, y, w, floors=4, lit=2):
        """A gallery flat on the line `y` with one lit door."""
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

    def name(self, x, y, words, size=44, fill=INK):
        """A proper name, the same in every language, with its middle at a point."""
        font = ImageFont.truetype(settings.ROOT_DIR / "site" / "static" / "fonts" / "atkinson-next.woff2", size * SCALE)
        font.set_variation_by_axes([700])
        self.pen.text(
            (x * SCALE, y * SCALE), words, fill=fill, font=font, anchor="mm", align="center", spacing=6 * SCALE
        )

    def png(self) -> bytes:
        """Return the picture as PNG of at most 48 colours."""
        image = self.image.reduce(SCALE).quantize(48, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        out = BytesIO()
        image.save(out, "PNG", optimize=True)
        return out.getvalue()


def ring(x, y, r, count, turn=-pi / 2):
    """Return `count` points on a circle, the first at the top."""
    return [(x + r * cos(turn + 2 * pi * i / count), y + r * sin(turn + 2 * pi * i / count)) for i in range(count)]
