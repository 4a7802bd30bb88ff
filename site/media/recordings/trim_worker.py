"""Cuts a piece out of a recording without decoding it: `trim_worker.py IN OUT START END` (seconds), run with limits of its own.

Prints the start and end of what it wrote (JSON, seconds of the old recording), or the `reason` why there is nothing. A picture
can only begin at a key frame, so the piece may begin later than asked, never earlier, and never ends later. Nothing but sound
and picture is copied: no titles, chapters, subtitles or cover that may name or show who is cut out.
"""

import json
import resource
import sys
from fractions import Fraction
from pathlib import PurePath

import av

MEMORY, SECONDS = 1 << 30, 240
MP4 = {".mp4", ".m4v", ".m4a"}  # the ending .m4v has two formats


def find_start(path: str, start: Fraction, end: Fraction) -> Fraction | None:
    """Return the time of the first key frame of the picture in the piece; `start` of a recording without picture."""
    with av.open(path) as source:
        stream = find_picture(source)
        if stream is None:
            return start
        source.seek(int(start * 1_000_000))
        for packet in source.demux(stream):
            if packet.pts is None:
                continue
            at = packet.pts * packet.time_base
            if at >= end:
                return None
            if packet.is_keyframe and at >= start:
                return at
    return None


def find_picture(source):
    """Return the video stream, not a cover; None of sound."""
    cover = av.stream.Disposition.attached_pic
    return next((stream for stream in source.streams.video if not stream.disposition & cover), None)


def copy(path: str, target: str, start: Fraction, end: Fraction) -> Fraction | None:
    """Write the packets that lie within the piece, from time 0; return where the last one ends, None when there is none."""
    last = None
    is_mp4 = PurePath(target).suffix in MP4
    settings = {"format": "mp4", "options": {"movflags": "faststart"}} if is_mp4 else {}
    with av.open(path) as source, av.open(target, "w", **settings) as made:
        picture = find_picture(source)
        streams = [picture] if picture else []
        streams += list(source.streams.audio)[:1]
        copies = {stream.index: made.add_stream_from_template(stream, opaque=True) for stream in streams}
        for stream in streams:
            copies[stream.index].metadata.clear()
        open_streams = set(copies)
        source.seek(int(start * 1_000_000))
        for packet in source.demux(streams):
            if packet.pts is None or packet.dts is None or packet.stream.index not in open_streams:
                continue
            index, base = packet.stream.index, packet.time_base
            begins, ends = packet.pts * base, (packet.pts + (packet.duration or 0)) * base
            if ends > end:  # what follows in this stream may lean on it
                open_streams.discard(index)
                if not open_streams:
                    break
                continue
            if begins < start:
                continue
            shift = int(start / base)
            packet.pts, packet.dts = packet.pts - shift, packet.dts - shift
            packet.stream = copies[index]
            made.mux(packet)
            last = max(last or ends, ends)
    return last


def main() -> None:
    """Cut, and say what was cut, or why nothing was."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    path, target, start, end = sys.argv[1], sys.argv[2], Fraction(sys.argv[3]), Fraction(sys.argv[4])
    begin = find_start(path, start, end)
    until = None if begin is None else copy(path, target, begin, end)
    if begin is None or until is None:
        found = {"reason": "no-picture" if begin is None else "empty"}
    else:
        found = {"start": float(begin), "end": float(until)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
