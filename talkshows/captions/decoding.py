"""Text of the bytes of a caption file."""

from django.utils.translation import gettext_lazy as _

from characters.encodings import UnreadableTextError, decode_text
from talkshows.captions.errors import CaptionError

MAX_SIZE = 4 * 1024 * 1024  # bytes; two hours of speech are about 150 KB
_UNREADABLE = _("the letters in this file cannot be read; save it as UTF-8")
_DOCUMENTS = ((b"{\\rtf", "RTF"), (b"PK\x03\x04", "ZIP/DOCX"), (b"%PDF", "PDF"), (b"\xd0\xcf\x11\xe0", "DOC"))
_NOT_TEXT = _("this file is %(kind)s, and captions are plain text; save them as WebVTT (.vtt) or SubRip (.srt)")


def decode(data: bytes) -> str:
    """Return the text of a caption file; raise CaptionError when it is too large, no text or in an unknown encoding."""
    if len(data) > MAX_SIZE:
        raise CaptionError([(0, _("this file is too large for captions"))])
    for start, kind in _DOCUMENTS:
        if data.startswith(start):
            raise CaptionError([(0, _NOT_TEXT % {"kind": kind})])
    try:
        return decode_text(data)
    except UnreadableTextError:
        raise CaptionError([(0, _UNREADABLE)]) from None
