"""What a file is by its first bytes, in words for the editor who chose it: refusals name the kind that they refuse."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# (place, bytes, kind, name); the first that fits.
_SIGNATURES = [
    (0, b"\xff\xd8\xff", "jpeg", gettext_lazy("a JPEG image")),
    (0, b"\x89PNG\r\n\x1a\n", "png", gettext_lazy("a PNG image")),
    (0, b"GIF8", "gif", gettext_lazy("a GIF image")),
    (0, b"II*\0", "tiff", gettext_lazy("a TIFF image or the raw file of a camera")),
    (0, b"MM\0*", "tiff", gettext_lazy("a TIFF image or the raw file of a camera")),
    (0, b"FUJIFILMCCD-RAW", "raw", gettext_lazy("the raw file of a camera")),
    (0, b"BM", "bmp", gettext_lazy("a BMP image")),
    (0, b"8BPS", "psd", gettext_lazy("a Photoshop file")),
    (0, b"\0\0\x01\0", "ico", gettext_lazy("an icon")),
    (0, b"\xff\x0a", "jxl", gettext_lazy("a JPEG XL image")),
    (0, b"\0\0\0\x0cJXL ", "jxl", gettext_lazy("a JPEG XL image")),
    (0, b"\0\0\0\x0cjP  ", "jp2", gettext_lazy("a JPEG 2000 image")),
    (0, b"%PDF-", "pdf", gettext_lazy("a PDF")),
    (0, b"%!PS", "ps", gettext_lazy("a PostScript file")),
    (0, b"\xd0\xcf\x11\xe0", "office", gettext_lazy("a file of an office program")),
    (0, b"PK\x03\x04", "zip", gettext_lazy("a ZIP or an office file")),
    (0, b"Rar!", "archive", gettext_lazy("an archive")),
    (0, b"7z\xbc\xaf", "archive", gettext_lazy("an archive")),
    (0, b"\x1f\x8b", "archive", gettext_lazy("an archive")),
    (0, b"{\\rtf", "rtf", gettext_lazy("an RTF text")),
    (0, b"MZ", "program", gettext_lazy("a program")),
    (0, b"\x7fELF", "program", gettext_lazy("a program")),
    (0, b"#!", "script", gettext_lazy("a script")),
    (0, b"<?php", "script", gettext_lazy("a script")),
    (0, b"\x1aE\xdf\xa3", "matroska", gettext_lazy("a WebM or Matroska (MKV) file")),
    (0, b"OggS", "ogg", gettext_lazy("an Ogg file")),
    (0, b"fLaC", "flac", gettext_lazy("a FLAC file")),
    (0, b"FLV", "flv", gettext_lazy("a Flash video")),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf", gettext_lazy("a Windows Media file (WMV or WMA)")),
    (0, b".RMF", "real", gettext_lazy("a RealMedia file")),
    (0, b"#!AMR", "amr", gettext_lazy("an AMR sound file")),
    (0, b"FORM", "aiff", gettext_lazy("an AIFF sound file")),
    (0, b"caff", "caf", gettext_lazy("a CAF sound file")),
    (0, b"\0\0\x01\xba", "mpeg", gettext_lazy("an MPEG video")),
    (0, b"\0\0\x01\xb3", "mpeg", gettext_lazy("an MPEG video")),
    (0, b"ID3", "mp3", gettext_lazy("an MP3 file")),
]
_RIFF = {
    b"WEBP": ("webp", gettext_lazy("a WebP image")),
    b"WAVE": ("wav", gettext_lazy("a WAV file")),
    b"AVI ": ("avi", gettext_lazy("an AVI video")),
}
_IMAGE_BRANDS = {b"avif": "avif", b"avis": "avif"} | dict.fromkeys(
    (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"mif2", b"heif"), "heic"
)
_ENDINGS = {
    "jpg": "jpeg", "jpeg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "png": "png", "apng": "png", "webp": "webp", "gif": "gif", "tif": "tiff",
    "tiff": "tiff", "bmp": "bmp", "heic": "heic", "heif": "heic", "hif": "heic", "avif": "avif", "svg": "svg", "pdf": "pdf",
    "mp4": "mp4", "m4v": "mp4", "m4a": "mp4", "mov": "mp4", "webm": "matroska", "mkv": "matroska", "mp3": "mp3", "ogg": "ogg",
    "oga": "ogg", "opus": "ogg", "wav": "wav", "avi": "avi", "wmv": "asf", "wma": "asf", "flac": "flac",
}  # fmt: skip
_MARKUP = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(\w+)", re.IGNORECASE | re.DOTALL
)


def find_kind(head: bytes) -> tuple[str, str]:
    """Return (kind, its name with an article) by the first bytes of a file; ("", "") when it is not known."""
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        kind, name = _RIFF[head[8:12]]
        return kind, str(name)
    if head[4:8] == b"ftyp":
        kind = _IMAGE_BRANDS.get(head[8:12], "")
        if kind:
            return kind, _("an AVIF image") if kind == "avif" else _("a HEIC image")
        return "mp4", _("an MP4 or QuickTime file")
    for place, signature, kind, name in _SIGNATURES:
        if head[place : place + len(signature)] == signature:
            return kind, str(name)
    return _find_text_kind(head)


def _find_text_kind(head: bytes) -> tuple[str, str]:
    """Return the kind of a text: drawing, web page or plain."""
    match = _MARKUP.match(head[:4096])
    if match:
        return (
            ("svg", _("an SVG drawing"))
            if match.group(1).lower() == b"svg"
            else ("html", _("a web page or other markup"))
        )
    try:
        text = head[:512].decode("utf-8", "strict" if len(head) < 512 else "ignore")
    except UnicodeDecodeError:
        return "", ""
    printable = text.strip() and all(letter.isprintable() or letter in "\r\n\t" for letter in text)
    return ("text", _("a plain text")) if printable else ("", "")


def describe_kind(head: bytes, name: str) -> str:
    """Return a sentence about what a file is, and that its name says something else; an empty string when it is not known."""
    kind, words = find_kind(head)
    if not kind:
        return ""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if _ENDINGS.get(ending, kind) != kind:
        return _("The name ends in .%(ending)s, but this is %(kind)s.") % {"ending": ending, "kind": words}
    return _("This is %(kind)s.") % {"kind": words}
