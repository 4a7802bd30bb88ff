"""The generated image of an entry for share previews (Open Graph): its title and kind in the style of the covers.

The image depends on title, kind and number only. Its URL has a digest of them, so another title gives another URL.
"""

import hashlib
import io
import math
import random

from django.contrib.staticfiles import finders
from django.core.cache import cache
from PIL import Image, ImageDraw, ImageFont

from covers.palette import BEAK, FLAG, GREEN, INK, LAYERS, PALE, SKIES

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, GROUND = 72, 500  # pixels; GROUND is the y of the ground
TITLE_SIZES, TITLE_LINES = (88, 76, 66, 58, 50), 4
VERSION = 1  # raise it when the drawing changes
CACHE_SECONDS = 30 * 24 * 3600


def make_digest(title: str, kind: str, number: int) -> str:
    """Return the digest of an image for its URL."""
    return hashlib.sha256(f"{VERSION}|{number}|{kind}|{title}".encode("utf-8", "replace")).hexdigest()[:16]


def get_share_image(title: str, kind: str, number: int, site_name: str) -> bytes:
    """Return the image as PNG, from the cache when it is there."""
    key = f"share-image-{make_digest(title, kind, number)}"
    data = cache.get(key)
    if data is None:
        data = draw_share_image(title, kind, number, site_name)
        cache.set(key, data, CACHE_SECONDS)
    return data


def delete_share_image(title: str, kind: str, number: int) -> None:
    """Delete an image from the cache, when its title may not be read any more."""
    cache.delete(f"share-image-{make_digest(title, kind, number)}")


def draw_share_image(title: str, kind: str, number: int, site_name: str) -> bytes:
    """Return the image as PNG: sky, tab with the kind, title, layers of the ground, tram and name of the site."""
    title, kind, site_name = (strip_unprintable(text) for text in (title, kind, site_name))
    rnd = random.Random(number)
    image = Image.new("RGB", SIZE, SKIES[number % len(SKIES)])
    pen = ImageDraw.Draw(image)
    draw_tab(pen, kind)
    draw_title(pen, title)
    for step, colour in enumerate(rnd.sample(LAYERS[:4], 3)):
        pen.polygon(layer_outline(rnd, GROUND + step * 42), fill=colour)
    draw_tram(pen, WIDTH - MARGIN - 250, GROUND + 8)
    pen.rectangle((0, HEIGHT - 62, WIDTH, HEIGHT), fill=INK)
    pen.text((MARGIN, HEIGHT - 31), site_name, font=load_font(32, 620), fill=PALE, anchor="lm")
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def strip_unprintable(text: str) -> str:
    """Return `text` without characters that are not printable."""
    return "".join(letter for letter in text if letter.isprintable() or letter == " ")


def draw_tab(pen, kind: str) -> None:
    """Draw the tab with the kind."""
    letters = load_font(34, 620)
    width = min(int(pen.textlength(kind, font=letters)) + 48, WIDTH - 2 * MARGIN)
    pen.rectangle((MARGIN, 0, MARGIN + width, 82), fill=INK)
    pen.text((MARGIN + 24, 44), kind, font=letters, fill=PALE, anchor="lm")


def draw_title(pen, title: str) -> None:
    """Draw the title in the largest size that fits in four lines, or cut with an ellipsis."""
    max_width = WIDTH - 2 * MARGIN
    for size in TITLE_SIZES:
        letters = load_font(size, 720)
        lines = wrap(pen, title, letters, max_width)
        if len(lines) <= TITLE_LINES and len(lines) * size * 1.14 <= GROUND - 150:
            break
    else:
        lines = lines[:TITLE_LINES]
        while lines[-1] and pen.textlength(lines[-1] + "…", font=letters) > max_width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    for at, line in enumerate(lines):
        pen.text((MARGIN, 128 + at * size * 1.14), line, font=letters, fill=INK, anchor="lt")


def wrap(pen, text: str, letters, max_width: int) -> list[str]:
    """Return `text` in lines of at most `max_width` pixels; a wider word is broken."""
    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".strip()
        if pen.textlength(tried, font=letters) <= max_width:
            lines[-1] = tried
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and pen.textlength(lines[-1] + letter, font=letters) > max_width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line] or [""]


def layer_outline(rnd, height: int) -> list[tuple[int, int]]:
    """Return the polygon of a layer: a wave, closed at the bottom."""
    phase, swing = rnd.uniform(0, math.tau), rnd.uniform(6, 14)
    wave = [(x, round(height + swing * math.sin(phase + x / 190))) for x in range(0, WIDTH + 20, 20)]
    return [*wave, (WIDTH, HEIGHT), (0, HEIGHT)]


def draw_tram(pen, x: int, y: int) -> None:
    """Draw the tram with one lit window."""
    for wheel in (50, 90, 190, 230):
        pen.ellipse((x + wheel - 12, y - 16, x + wheel + 12, y + 8), fill=INK)
    pen.rounded_rectangle((x, y - 86, x + 280, y - 10), radius=18, fill=GREEN)
    for at in range(6):
        pen.rectangle((x + 18 + at * 42, y - 72, x + 48 + at * 42, y - 42), fill=FLAG if at == 2 else PALE)
    pen.rectangle((x, y - 26, x + 280, y - 21), fill=BEAK)


def load_font(size: int, weight: int):
    """Return the site's font in `size` pixels and `weight`, with the basic layout engine, which accepts any text."""
    letters = ImageFont.truetype(finders.find("fonts/atkinson-next.woff2"), size, layout_engine=ImageFont.Layout.BASIC)
    letters.set_variation_by_axes([weight])
    return letters
