"""Sound and video files: known by their content, and without the place where they were made."""

import struct
from collections.abc import Iterator

MAX_BOXES = 5000  # of one MP4 file
MAX_META = 4 * 1024**2  # bytes of one description that is read
_INSIDE = {b"moov", b"trak", b"udta"}
_PLACES = {b"\xa9xyz", b"loci"}
_TOLD = (b"location", b"ISO6709", b"GPS")


def is_recording(head: bytes, ending: str) -> bool:
    """Return whether a file that begins with `head` (4 KB) is what its `ending` says."""
    match ending:
        case "mp4" | "m4v" | "m4a":
            return head[4:8] == b"ftyp" and head[8:12].isascii()
        case "webm":
            return head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:64]
        case "ogg" | "opus":
            return head.startswith(b"OggS\0")
        case "wav":
            return head.startswith(b"RIFF") and head[8:12] == b"WAVE"
        case "mp3":
            return head.startswith(b"ID3") or _is_frame(head)
    return False


def _is_frame(head: bytes) -> bool:
    """Return whether an MPEG layer III frame begins here: sync, version, layer, bit rate and sample rate make sense."""
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xE6 == 0xE2
        and head[1] & 0x18 != 0x08
        and head[2] & 0xF0 not in {0x00, 0xF0}
        and head[2] & 0x0C != 0x0C
    )


def forget_place(file, size: int) -> None:
    """Blank in an MP4 file the boxes that tell a place; the length stays. Other files are left as they are."""
    file.seek(4)
    if file.read(4) != b"ftyp":
        return
    for name, start, body, end in _boxes(file, 0, size):
        if name in _PLACES or (name in {b"meta", b"uuid"} and _tells(file, body, end)):
            file.seek(start + 4)
            file.write(b"free")
            file.seek(body)
            left = end - body
            while left > 0:
                left -= file.write(b"\0" * min(left, 1024**2))
    file.flush()


def _tells(file, body: int, end: int) -> bool:
    if end - body > MAX_META:
        return True
    file.seek(body)
    told = file.read(end - body)
    return any(word in told for word in _TOLD)


def _boxes(file, begin: int, end: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield (name, start, start of content, end) of the boxes of an MP4 file and of those that hold others."""
    waiting, seen = [(begin, end)], 0
    while waiting:
        start, stop = waiting.pop()
        while start + 8 <= stop and seen < MAX_BOXES:
            seen += 1
            file.seek(start)
            head = file.read(16)
            if len(head) < 8:
                break
            length, name = struct.unpack(">I4s", head[:8])
            body = start + 8
            if length == 1 and len(head) == 16:
                length, body = struct.unpack(">Q", head[8:])[0], start + 16
            elif length == 0:
                length = stop - start
            if start + length > stop or start + length < body:
                break
            yield name, start, body, start + length
            if name in _INSIDE:
                waiting.append((body, start + length))
            start += length
