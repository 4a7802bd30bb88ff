"""Caption files: written from the lines that may be read at this moment, while the episode is public."""

import hashlib
import re

from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from media.serving.access import CACHE, may_edit
from media.serving.views import gone
from talkshows.captions.cue import Cue, write_text, write_webvtt
from talkshows.models import EpisodePage

_NAME = re.compile(r"([a-z]{2,5})\.(vtt|txt)|(chapters)\.vtt", re.ASCII)


@require_safe
def captions(request, pk: int, name: str):
    """`nl.vtt` and `nl.txt` of an episode's recording, or `chapters.vtt`; 410 when a guest took consent back."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    pages = EpisodePage.objects.select_related("recording_file")
    page = pages.filter(pk=pk).first() if pk < 2**63 else None
    if page is None or not (pages.readable().filter(pk=pk).exists() or may_edit(request)):
        raise Http404
    recording = page.recording
    if recording is None or page.cancelled:
        raise Http404
    language, ending, chapters = match.groups()
    if page.held.silent or (chapters and page.held.bound):
        return gone()
    if chapters:
        body = write_webvtt(list_chapters(recording))
        return respond(request, body, "text/vtt") if recording.chapters else _missing()
    track = next((track for track in recording.tracks if track.language == language), None)
    if track is None:
        return _missing()
    body = write_webvtt(track.cues) if ending == "vtt" else write_text(track.cues, page.title)
    return respond(request, body, "text/vtt" if ending == "vtt" else "text/plain", f"{page.slug}-{language}.{ending}")


def list_chapters(recording) -> list[Cue]:
    """Return the chapters as cues: each lasts until the next."""
    starts = [start for start, _title in recording.chapters]
    last = max(
        [starts[-1] + 1 if starts else 1, *(cue.end // 1000 for track in recording.tracks for cue in track.cues)]
    )
    ends = [*starts[1:], last]
    return [
        Cue(start * 1000, max(end, start + 1) * 1000, title)
        for (start, title), end in zip(recording.chapters, ends, strict=True)
    ]


def respond(request, body: str, content_type: str, name: str = "") -> HttpResponse:
    """Answer with a text and its validator; browsers ask again each time, so that what is withdrawn is gone."""
    data = body.encode()
    response = HttpResponse(data, content_type=f"{content_type}; charset=utf-8")
    response["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:24]}"'
    response["Cache-Control"] = CACHE
    response["X-Content-Type-Options"] = "nosniff"
    if name:
        response["Content-Disposition"] = f'inline; filename="{name}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _missing():
    raise Http404
