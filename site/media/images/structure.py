"""Whether the end of an image file is missing, by the structure of its format. Does not use Django."""


def is_cut_off(data: bytes) -> bool:
    """Return whether the file announces more bytes than it has, or lacks the mark of its end."""
    if data[:3] == b"\xff\xd8\xff":
        return b"\xff\xd9" not in data[-64:]
    if data[:4] == b"\x89PNG":
        return b"IEND" not in data[-64:]
    if data[:4] == b"RIFF":
        return len(data) < int.from_bytes(data[4:8], "little") + 8
    if data[4:8] == b"ftyp":
        return _lacks_boxes(data)
    return False


def _lacks_boxes(data: bytes) -> bool:
    """Return whether a box of an ISO base media file reaches past the end, or the boxes of an image are missing."""
    at, found = 0, set()
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        found.add(kind)
        if size == 0:
            return False  # to the end of the file
        if size < 8:
            return False  # nonsense, which is damage
        at += size
    return at != len(data) or b"meta" not in found
