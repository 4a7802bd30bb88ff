"""Colours of decoded images as browsers show them: grey, RGB or RGBA with 8 bits, in sRGB. Does not use Django."""

import io

from PIL import Image, ImageCms

SPACES = {"RGB": "RGB", "RGBA": "RGB", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab"}


def to_site_colours(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in mode L, RGB or RGBA; transparency stays, colours of `profile` (ICC) become sRGB."""
    picture = _to_eight_bits(picture)
    if _is_see_through(picture):
        picture = picture.convert("RGBA")
    elif picture.mode in {"1", "L"}:
        picture = picture.convert("L")
    elif picture.mode not in {"RGB", "CMYK", "LAB"}:
        picture = picture.convert("RGB")
    if profile:
        picture = _to_srgb(picture, profile)
    if picture.mode not in {"L", "RGB", "RGBA"}:
        picture = picture.convert("RGB")
    if picture.mode == "RGBA" and picture.getextrema()[3][0] == 255:
        picture = picture.convert("RGB")
    return picture


def _to_eight_bits(picture: Image.Image) -> Image.Image:
    """Return 16-bit grey scaled to 8 bits: Pillow's own conversion cuts it off."""
    if not picture.mode.startswith("I"):
        return picture
    clear = picture.info.get("transparency")
    wide = picture.convert("I")
    scaled = wide.point(lambda value: value * (1 / 256)).convert("L")
    if isinstance(clear, int):  # one grey value of 16 bits stands for nothing
        solid = wide.point(lambda value: value * 1 - clear)
        alpha = solid.convert("1", dither=Image.Dither.NONE).convert("L")
        negative = solid.point(lambda value: value * -1).convert("1", dither=Image.Dither.NONE).convert("L")
        alpha.paste(255, mask=negative)
        scaled = Image.merge("LA", (scaled, alpha))
    return scaled


def _is_see_through(picture: Image.Image) -> bool:
    return "transparency" in picture.info or picture.mode in {"RGBA", "LA", "PA", "La", "RGBa"}


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB; a profile that does not fit the picture is ignored, as browsers do."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        space = given.profile.xcolor_space.strip()
        if space != SPACES.get(picture.mode) or "srgb" in (given.profile.profile_description or "").lower():
            return picture
        alpha = picture.getchannel("A") if picture.mode == "RGBA" else None
        flat = picture.convert("RGB") if alpha else picture
        flat = ImageCms.profileToProfile(flat, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
        if alpha:
            flat.putalpha(alpha)
        return flat.convert("L") if picture.mode == "L" else flat
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture
