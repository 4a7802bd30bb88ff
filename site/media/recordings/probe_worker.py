"""Reads duration, size and codecs of one recording: `python -I probe_worker.py PATH`, with resource limits.

Prints JSON. A file without a duration in its head (a recorder that was streaming, an MP3 of variable bit rate) is read to its
end: the packets say how long it is. Does not use Django.
"""

import json
import os
import resource
import sys

import av

MEMORY, SECONDS = 1 << 30, 60
MAX_PROBED = 400  # packets in which a picture or sound must be found that can be decoded


def measure(path: str, streams: list[int]) -> float:
    """Return the duration in seconds by the packets of the streams."""
    first, last = {}, {}
    with av.open(path) as source:
        for packet in source.demux([source.streams[index] for index in streams]):
            at = packet.pts if packet.pts is not None else packet.dts
            if at is None:
                continue
            base, index = float(packet.time_base), packet.stream.index
            first[index] = min(first.get(index, at * base), at * base)
            last[index] = max(last.get(index, 0.0), (at + (packet.duration or 0)) * base)
    return max((last[index] - min(first[index], last[index]) for index in last), default=0.0)


def decodes(path: str, index: int) -> bool:
    """Return whether a frame of the stream can be decoded."""
    with av.open(path) as source:
        stream = source.streams[index]
        stream.codec_context.thread_count = 1
        for number, packet in enumerate(source.demux(stream)):
            if number > MAX_PROBED:
                return False
            try:
                if packet.decode():
                    return True
            except av.FFmpegError:
                continue
    return False


def is_cut_off(path: str) -> bool:
    """Return whether a box of an MP4 reaches past the end of the file, or a box of the index is missing."""
    size, at, found = os.path.getsize(path), 0, set()
    with open(path, "rb") as file:
        if file.read(8)[4:] != b"ftyp":
            return False
        while at + 8 <= size:
            file.seek(at)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:16], "big")
            found.add(head[4:8])
            if length == 0:
                at = size
                break
            if length < 8:
                return False
            at += length
    return at > size or b"moov" not in found


def doctype(path: str) -> str:
    """Return the document type that an EBML file names: webm or matroska."""
    with open(path, "rb") as file:
        head = file.read(128)
    at = head.find(b"\x42\x82")
    return (
        head[at + 3 : at + 3 + (head[at + 2] & 0x7F)].decode("ascii", "replace")
        if head[:4] == b"\x1aE\xdf\xa3" and at > 0
        else ""
    )


def describe(stream) -> dict:
    """Return codec, profile and format of the pictures or samples of a stream."""
    context = stream.codec_context
    return {
        "type": stream.type, "codec": context.codec.canonical_name if context else "",
        "profile": str(getattr(stream, "profile", None) or ""),
        "format": (context.pix_fmt or "") if context and stream.type == "video" else "",
    }  # fmt: skip


def probe(path: str) -> dict:
    """Return what is known of a recording."""
    cover = av.stream.Disposition.attached_pic
    with av.open(path) as source:
        streams = [one for one in source.streams if one.type in {"video", "audio"} and not one.disposition & cover]
        video = next((one for one in streams if one.type == "video"), None)
        found = {
            "container": source.format.name, "doctype": doctype(path), "streams": [describe(one) for one in streams],
            "duration": (source.duration or 0) / 1_000_000,
            "width": video.codec_context.width if video and video.codec_context else 0,
            "height": video.codec_context.height if video and video.codec_context else 0,
        }  # fmt: skip
        indexes = [one.index for one in streams]
        known = {one["codec"] for one in found["streams"]}
    if indexes and (found["duration"] <= 0 or source.format.name == "mp3"):
        found["duration"] = measure(path, indexes)
    found["decodes"] = (
        bool(indexes) and all(decodes(path, index) for index in indexes) if known and "" not in known else True
    )
    return found


def main() -> None:
    """Print what is known of the file named in the arguments."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    path = sys.argv[1]
    cut_off = is_cut_off(path)
    try:
        found = {**probe(path), "cut_off": cut_off}
    except av.FFmpegError:
        found = {"streams": [], "cut_off": cut_off}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
