"""A piece of a recording as a file of its own: nothing from outside it, nothing said about it."""

from pathlib import Path

import av
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import SiteMedia
from media.recordings.probe import probe
from media.recordings.trim import TrimError, trim_recording
from media.uploads.validation import clean_recording
from tests.recordings import FILES, SiteMediaFactory

pytestmark = pytest.mark.django_db
MP4 = Path(__file__).parents[3] / "site/demo/content/recordings/samenleven-in-wijken.mp4"


def rewrite(source: Path, target: Path, kinds: set, codec: str = "") -> bytes:
    """Return the streams of some kinds in another container; encoded again as sound where a codec is given."""
    with (
        av.open(str(source)) as one,
        av.open(str(target), "w", format="mp4" if target.suffix[:3] == ".m4" else None) as two,
    ):
        streams = [stream for stream in one.streams if stream.type in kinds]
        if codec:
            made = two.add_stream(codec, rate=48_000)
            for frame in one.decode(streams[0]):
                two.mux(made.encode(frame))
            two.mux(made.encode(None))
        else:
            copies = {stream.index: two.add_stream_from_template(stream, opaque=True) for stream in streams}
            for packet in one.demux(streams):
                if packet.dts is not None:
                    packet.stream = copies[packet.stream.index]
                    two.mux(packet)
    return target.read_bytes()


@pytest.mark.parametrize(
    ("ending", "source", "kinds", "codec"),
    [("m4v", MP4, {"video", "audio"}, ""), ("m4a", MP4, {"audio"}, ""), ("ogg", FILES / "opname.opus", {"audio"}, ""),
     ("wav", FILES / "opname.opus", {"audio"}, "pcm_s16le"), ("mp3", FILES / "opname.opus", {"audio"}, "libmp3lame")],
)  # fmt: skip
def test_every_ending_that_may_be_uploaded_can_be_cut(ending, source, kinds, codec, tmp_path):
    data = rewrite(source, tmp_path / f"x.{ending}", kinds, codec)
    kind = "video" if ending == "m4v" else "audio"
    item = SiteMedia.objects.create(title="Opname", file=ContentFile(data, name=f"x.{ending}"), type=kind, duration=130)
    piece = trim_recording(item, 40, 100, "Deel")
    with piece.media.file.open("rb") as file:
        assert clean_recording(SimpleUploadedFile(f"x.{ending}", file.read())).name.endswith(ending)
        file.seek(0)
        assert probe(file).duration == pytest.approx(piece.end - piece.start, abs=0.5)


def make(kind: str) -> SiteMedia:
    if kind == "mp4":
        file = ContentFile(MP4.read_bytes(), name="gesprek.mp4")
        return SiteMedia.objects.create(title="Gesprek", file=file, type="video", duration=186, width=1280, height=720)
    return SiteMediaFactory(type="audio" if kind == "opus" else "video")


@pytest.mark.parametrize("kind", ["webm", "opus", "mp4"])
def test_piece_lies_within_what_was_asked_and_plays(kind):
    piece = trim_recording(make(kind), 40, 100, "Gesprek (0:40–1:40)")
    assert 40 <= piece.start < piece.end <= 100 and piece.end - piece.start > 30
    with piece.media.file.open("rb") as file:
        found = probe(file)
    assert found.duration == pytest.approx(piece.media.duration, abs=0.5)
    with av.open(piece.media.file.path) as made:
        assert (
            made.metadata.get("title") is None
            and [stream.type for stream in made.streams if stream.type not in {"video", "audio"}] == []
        )
        frames = [frame.time for frame in made.decode(made.streams[0])]
    assert len(frames) > 50 and 0 <= frames[0] < 0.1 and frames[-1] <= piece.end - piece.start
    assert (piece.media.title, piece.media.licence) == ("Gesprek (0:40–1:40)", make(kind).licence)


def test_address_of_the_piece_does_not_say_how_the_whole_was_called():
    piece = trim_recording(SiteMediaFactory(type="audio", name="fatima-el-amrani.opus"), 0, 30, "Deel")
    assert "amrani" not in f"{piece.media.file.name} {piece.media.url}"


def test_first_picture_is_the_one_that_was_there():
    whole = make("mp4")
    piece = trim_recording(whole, 33, 100, "Deel")
    with av.open(whole.file.path) as one, av.open(piece.media.file.path) as two:
        wanted = next(frame for frame in one.decode(video=0) if frame.time >= piece.start)
        assert wanted.to_image().tobytes() == next(two.decode(video=0)).to_image().tobytes()


@pytest.mark.parametrize(("start", "end", "reason"), [(500, 600, "no-picture"), (41, 42, "no-picture")])
def test_piece_without_a_picture_to_begin_with_is_refused(start, end, reason):
    item = make("mp4")
    with pytest.raises(TrimError) as caught:
        trim_recording(item, start, end, "Deel")
    assert caught.value.reason == reason and SiteMedia.objects.count() == 1


def test_sound_that_is_not_there_is_refused():
    with pytest.raises(TrimError) as caught:
        trim_recording(make("opus"), 500, 600, "Deel")
    assert caught.value.reason == "empty"


@pytest.mark.parametrize("data", [b"", b"\x1aE\xdf\xa3 geen film", b"\x00\x00\x00\x18ftypisom" + bytes(500)])
def test_what_cannot_be_read_fails_with_a_reason(data):
    item = SiteMedia.objects.create(title="Stuk", file=ContentFile(data, name="stuk.webm"), type="video", duration=1)
    with pytest.raises(TrimError) as caught:
        trim_recording(item, 0, 10, "Deel")
    assert caught.value.reason == "failed"
    item.file.delete()
    with pytest.raises(TrimError):
        trim_recording(SiteMedia(title="Weg", file="media/weg.webm", type="video"), 0, 10, "Deel")
