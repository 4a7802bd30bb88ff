"""Trims a recording without re-encoding: `trim_worker.py INPUT OUTPUT START END` (seconds), with resource limits.

Prints JSON: `start` and `end` of the output (seconds of the input), or the `reason` why nothing was written. Video starts at a
key frame, so the output may start later than START, never earlier, and never ends after END. Only audio and video streams
are copied: titles, chapters, subtitles and cover art may name or show the guest. Exits as `media.child_process` says when it cannot
write.
"""

import errno
import json
import os
import resource
import sys
from fractions import Fraction
from pathlib import PurePath

import av

MEMORY, SECONDS = 1 << 30, 240
NOT_WRITABLE = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
MP4 = {".mp4", ".m4v", ".m4a"}  # PyAV has two formats for .m4v


def find_start_keyframe(path: str, start: Fraction, end: Fraction) -> Fraction | None:
    """Return the time of the first video key frame in the range, or None; `start` of an audio file."""
    with av.open(path) as source:
        stream = find_video_stream(source)
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


def find_video_stream(source):
    """Return the video stream that is not cover art, or None."""
    cover = av.stream.Disposition.attached_pic
    return next((stream for stream in source.streams.video if not stream.disposition & cover), None)


def copy_packets(path: str, target: str, start: Fraction, end: Fraction) -> Fraction | None:
    """Write the packets within the range, shifted to time 0; return the end of the last one, or None."""
    last = None
    is_mp4 = PurePath(target).suffix in MP4
    settings = {"format": "mp4", "options": {"movflags": "faststart"}} if is_mp4 else {}
    with av.open(path) as source, av.open(target, "w", **settings) as output:
        video = find_video_stream(source)
        streams = [video] if video else []
        streams += list(source.streams.audio)[:1]
        copies = {stream.index: output.add_stream_from_template(stream, opaque=True) for stream in streams}
        for stream in streams:
            copies[stream.index].metadata.clear()
        open_streams = set(copies)
        source.seek(int(start * 1_000_000))
        for packet in source.demux(streams):
            if packet.pts is None or packet.dts is None or packet.stream.index not in open_streams:
                continue
            index, base = packet.stream.index, packet.time_base
            begins, ends = packet.pts * base, (packet.pts + (packet.duration or 0)) * base
            if ends > end:  # later packets of this stream may depend on it
                open_streams.discard(index)
                if not open_streams:
                    break
                continue
            if begins < start:
                continue
            shift = int(start / base)
            packet.pts, packet.dts = packet.pts - shift, packet.dts - shift
            packet.stream = copies[index]
            output.mux(packet)
            last = max(last or ends, ends)
    return last


def main() -> None:
    """Trim the file named in the arguments and print the result as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    path, target, start, end = sys.argv[1], sys.argv[2], Fraction(sys.argv[3]), Fraction(sys.argv[4])
    begin = find_start_keyframe(path, start, end)
    until = None if begin is None else copy_packets(path, target, begin, end)
    if begin is None or until is None:
        found = {"reason": "no-picture" if begin is None else "empty"}
    else:
        found = {"start": float(begin), "end": float(until)}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    try:
        main()
    except (OSError, av.FFmpegError) as error:
        if error.errno not in NOT_WRITABLE:
            raise
        os._exit(os.EX_TEMPFAIL)
