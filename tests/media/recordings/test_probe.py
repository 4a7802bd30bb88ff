"""A recording is judged by whether browsers play it: its duration is measured where no head tells it, other codecs are refused."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from media.models import SiteMedia
from media.recordings.playable import find_unplayable
from media.recordings.probe import probe
from media.uploads.validation import clean_recording
from tests.media.recordings.encoded import encode
from tests.recordings import FILES

CASES = Path(__file__).parents[2] / "real_files" / "cases"
FRAGMENTS = {"movflags": "frag_keyframe+empty_moov"}


def upload(name: str, data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (FILES / name).read_bytes() if data is None else data)


def read(name: str, data: bytes):
    return probe(clean_recording(upload(name, data)))


def test_video_and_sound_are_read():
    video, sound = probe(upload("opname.webm")), probe(upload("opname.opus"))
    assert (round(video.duration), video.width, video.height, video.video) == (130, 96, 54, True)
    assert (round(sound.duration), sound.video, sound.audio) == (130, False, True)


GOOD = {
    "zonder-duur.webm": lambda: encode("webm", "libvpx", "libopus", live="1"),
    "stukken.mp4": lambda: encode("mp4", "libx264", "aac", **FRAGMENTS),
    "gewoon.mp4": lambda: encode("mp4", "libx264", "aac"),
    "kaal.mp3": lambda: encode("mp3", "", "libmp3lame", write_xing="0", id3v2_version="0"),
    "rommel-vooraan.mp3": lambda: (
        b"\x07rommel" * 500 + encode("mp3", "", "libmp3lame", write_xing="0", id3v2_version="0")
    ),
    "nullen-vooraan.mp3": lambda: bytes(3000) + encode("mp3", "", "libmp3lame"),
    "proef.wav": lambda: encode("wav", "", "pcm_s16le"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_browsers_play_is_accepted_with_its_duration(name):
    assert read(name, GOOD[name]()).duration == pytest.approx(2, abs=0.25)


def test_variable_bit_rate_without_a_head():
    found = read("vbr-zonder-kop.mp3", (CASES / "vbr-zonder-kop.mp3").read_bytes())
    assert found.duration == pytest.approx(20, abs=1.5)


REFUSED = {
    "hevc.mp4": (lambda: (CASES / "hevc.mp4").read_bytes(), "HEVC"),
    "oud.mp4": (lambda: encode("mp4", "mpeg4"), "MPEG-4 part 2"),
    "montage.mp4": (lambda: encode("mov", "prores_ks", pixels="yuv422p10le"), "ProRes"),
    "tien-bits.mp4": (lambda: encode("mp4", "libx264", pixels="yuv420p10le"), "meer dan 8 bits"),
    "breed.mp4": (lambda: encode("mp4", "libx264", pixels="yuv422p"), "4:2:0"),
    "alac.m4a": (lambda: encode("mp4", "", "alac"), "ALAC"),
    "adpcm.wav": (lambda: encode("wav", "", "adpcm_ms"), "ADPCM"),
    "kast.webm": (lambda: encode("matroska", "libx264", "aac"), "Matroska"),
    "avi.mp4": (lambda: encode("avi", "mpeg4"), "De naam eindigt op .mp4, maar dit is een avi-video."),
    "wmv.mp4": (lambda: encode("asf", "wmv2"), "Windows Media"),
    "half.mp4": (lambda: encode("mp4", "libx264", "aac")[:-900], "afgebroken"),
    "leeg.mp4": (lambda: b"", "Dit bestand is leeg."),
    "tekst.mp3": (lambda: b"Dit is een brief over de wijk.\n" * 40, "maar dit is een platte tekst"),
    "geluid.mp4": (lambda: encode("mp3", "", "libmp3lame"), "iets anders dan de naam zegt"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_browsers_do_not_play_is_refused_with_its_name(name):
    make, words = REFUSED[name]
    with pytest.raises(ValidationError) as refused:
        read(name, make())
    assert len(refused.value.messages) == 1
    assert words in refused.value.messages[0] and "beschadigd" not in refused.value.messages[0]


def test_advice_says_what_to_do():
    with pytest.raises(ValidationError, match=r"Bewaar het opnieuw als mp4 met H\.264-beeld"):
        read("hevc.mp4", (CASES / "hevc.mp4").read_bytes())


@pytest.mark.parametrize(
    ("codec", "kind", "container", "found"),
    [
        ("ac3", "audio", "mov,mp4,m4a,3gp,3g2,mj2", "AC-3 (Dolby Digital)"),
        ("av1", "video", "mov,mp4,m4a,3gp,3g2,mj2", ""),
        ("vp9", "video", "matroska,webm", ""),
        ("h264", "video", "matroska,webm", "H264"),
        ("flac", "audio", "ogg", ""),
        ("theora", "video", "ogg", "Theora"),
        ("aac", "audio", "mov,mp4,m4a,3gp,3g2,mj2", ""),
    ],
)
def test_codecs(codec, kind, container, found):
    stream = {"type": kind, "codec": codec, "format": "", "profile": ""}
    assert find_unplayable(container, "webm", [stream]) == found


@pytest.mark.parametrize("data", [b"", b"\x1aE\xdf\xa3" + b"\0" * 500, b"OggS" + b"x" * 500, b"<html>", b"\0" * 4096])
def test_broken_file_is_refused_with_a_reason(data):
    with pytest.raises(ValidationError, match="beschadigd"):
        probe(upload("x.webm", data))


def post(client, kind: str, file):
    data = {
        "title": "Avond",
        "licence": "cc-by-4.0",
        "collection": Collection.objects.first().pk,
        "tags": "",
        "duration": "",
        "width": "",
        "height": "",
    }
    return client.post(reverse("wagtailmedia:add", args=[kind]), {**data, "file": file})


@pytest.mark.django_db
def test_duration_and_size_are_filled_in(researcher):
    assert post(researcher, "video", upload("opname.webm")).status_code == 302
    item = SiteMedia.objects.get()
    assert (round(item.duration), item.width, item.height) == (130, 96, 54)


@pytest.mark.django_db
def test_broken_upload_keeps_what_was_typed(researcher):
    response = post(researcher, "video", upload("x.webm", b"\x1aE\xdf\xa3" + b"\0" * 500))
    assert response.status_code == 200 and "beschadigd" in response.text and 'value="Avond"' in response.text
    assert not SiteMedia.objects.exists()
