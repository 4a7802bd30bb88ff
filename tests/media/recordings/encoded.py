"""Small recordings of any codec, for tests."""

import io

import av
from PIL import Image

RATE = 48_000


def encode(
    container: str, video: str = "", audio: str = "", pixels: str = "yuv420p", seconds: int = 2, **options
) -> bytes:
    """Return a recording of some seconds; a container of FFmpeg and the names of its encoders."""
    out = io.BytesIO()
    with av.open(out, "w", format=container, options=options) as target:
        picture = sound = None
        if video:
            picture = target.add_stream(video, rate=10)
            picture.width, picture.height, picture.pix_fmt = 320, 240, pixels
        if audio:
            sound = target.add_stream(audio, rate=RATE)
        if picture:
            for number in range(10 * seconds):
                frame = av.VideoFrame.from_image(Image.new("RGB", (320, 240), (number * 5 % 255, 80, 120))).reformat(
                    format=pixels
                )
                frame.pts = number
                target.mux(picture.encode(frame))
            target.mux(picture.encode(None))
        if sound:
            for number in range(seconds * RATE // 1024):
                frame = av.AudioFrame("s16", "stereo", 1024)
                frame.planes[0].update(bytes(frame.planes[0].buffer_size))
                frame.rate, frame.pts = RATE, number * 1024
                target.mux(sound.encode(frame))
            target.mux(sound.encode(None))
    return out.getvalue()
