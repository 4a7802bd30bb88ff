"""Caption and chapter files of public episodes, generated from the cues that consents allow."""

import re

from django.http import Http404
from django.views.decorators.http import require_safe

from media.serving.access import may_read_page
from media.serving.responses import PRIVATE_CACHE_CONTROL, gone_response, text_response
from talkshows.captions.cue import Cue, write_text, write_webvtt
from talkshows.models import EpisodePage

_NAME = re.compile(r"([a-z]{2,5})\.(vtt|txt)|(chapters)\.vtt", re.ASCII)


@require_safe
def captions(request, pk: int, name: str):
    """Serve `LANGUAGE.vtt`, `LANGUAGE.txt` or `chapters.vtt` of an episode; 410 when consent has ended."""
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    pages = EpisodePage.objects.select_related("recording_file")
    page = pages.filter(pk=pk).first() if pk < 2**63 else None
    is_public = page is not None and pages.readable().filter(pk=pk).exists()
    if page is None or not (is_public or may_read_page(request, page)):
        raise Http404
    response = make_captions(request, page, match)
    if not is_public:
        response["Cache-Control"] = PRIVATE_CACHE_CONTROL
    return response


def make_captions(request, page: EpisodePage, match: re.Match):
    """Return the response for an episode that may be read; raise Http404 for captions that it does not have."""
    recording = page.recording
    if recording is None or page.cancelled:
        raise Http404
    language, extension, chapters = match.groups()
    if page.restrictions.transcript_withdrawn or (chapters and page.restrictions.recording_withdrawn):
        return gone_response()
    if chapters:
        body = write_webvtt(make_chapter_cues(recording))
        return text_response(request, body, "text/vtt") if recording.chapters else _missing()
    track = next((track for track in recording.tracks if track.language == language), None)
    if track is None:
        return _missing()
    body = write_webvtt(track.cues) if extension == "vtt" else write_text(track.cues, page.title)
    return text_response(
        request, body, "text/vtt" if extension == "vtt" else "text/plain", f"{page.slug}-{language}.{extension}"
    )


def make_chapter_cues(recording) -> list[Cue]:
    """Return the chapters as cues; each ends where the next starts."""
    starts = [start for start, _title in recording.chapters]
    last = max(
        [starts[-1] + 1 if starts else 1, *(cue.end // 1000 for track in recording.tracks for cue in track.cues)]
    )
    ends = [*starts[1:], last]
    return [
        Cue(start * 1000, max(end, start + 1) * 1000, title)
        for (start, title), end in zip(recording.chapters, ends, strict=True)
    ]


def _missing():
    raise Http404
