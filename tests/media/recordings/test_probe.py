"""How long and how large a recording is, its file says; what cannot be played is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from media.models import SiteMedia
from media.recordings.probe import probe
from tests.recordings import FILES


def upload(name: str, data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (FILES / name).read_bytes() if data is None else data)


def test_video_and_sound_are_read():
    video, sound = probe(upload("opname.webm")), probe(upload("opname.opus"))
    assert (round(video.duration), video.width, video.height, video.video) == (130, 96, 54, True)
    assert (round(sound.duration), sound.video, sound.audio) == (130, False, True)


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
