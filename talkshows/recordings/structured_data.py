"""schema.org data of events and their recordings."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talkshows.recordings.dates import get_recording_date

MAX_TRANSCRIPT = 5000  # characters; a longer transcript is only linked as captions
ORGANIZER_ROLES = {"initiator", "host"}
SCHEMA = "https://schema.org/"


def get_event_data(page) -> dict:
    """Return the schema.org properties of a page: of an Event, or of its recording while no start is known."""
    recording = None if page.cancelled else page.recording
    if not page.start:
        return get_undated_data(page, recording)
    online = page.will_be_streamed
    mode = (
        ("MixedEventAttendanceMode" if page.venue else "OnlineEventAttendanceMode")
        if online
        else "OfflineEventAttendanceMode"
    )
    places = [_place(page)] if page.venue or page.localized_places else []
    if online:
        places.append({"@type": "VirtualLocation", "url": page.full_url})
    guests = [
        {"@type": "Person", "name": name} for _label, name, _person, role, _note in page.speakers if role == "guest"
    ]
    return {
        "startDate": format_start(page.start),
        "endDate": format_start(page.end),
        "eventStatus": f"{SCHEMA}{'EventCancelled' if page.cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}{mode}",
        "location": places[0] if len(places) == 1 else places,
        "organizer": _organizers(page),
        "performer": guests,
        "offers": _signup(page),
        "image": [
            f"{settings.SITE_URL}{recording.poster_url}" if recording else f"{settings.SITE_URL}{page.cover_url}"
        ],
        "recordedIn": _playable(page, recording),
        "subjectOf": get_podcast_data(page, recording),
    }


def get_undated_data(page, recording) -> dict:
    """Return the properties of a page without a start: a podcast episode, or a plain work; an Event needs a date."""
    podcast = get_podcast_data(page, recording)
    if podcast:
        return {**podcast, "@id": page.full_url, "associatedMedia": _playable(page, recording)}
    return {"@type": "CreativeWork", "video": _playable(page, recording)}


def get_podcast_data(page, recording) -> dict | None:
    """Return the PodcastEpisode of a recording that the podcast feed has, with its PodcastSeries; None without one."""
    file = recording.file if recording else None
    if file is None:
        return None
    feed = f"{settings.SITE_URL}{reverse('podcast')}"
    series = {
        "@type": "PodcastSeries",
        "name": f"{settings.WAGTAIL_SITE_NAME}: {_('the talks')}",
        "url": feed,
        "webFeed": feed,
    }
    data = {
        "@type": "PodcastEpisode",
        "@id": f"{page.full_url}#podcast",
        "url": page.full_url,
        "name": page.title,
        "description": page.description,
        "inLanguage": page.recording_language,
        "datePublished": format_start(get_recording_date(page)),
        "episodeNumber": getattr(page, "number", None),
        "timeRequired": format_duration(file.duration) if file.duration else None,
        "associatedMedia": {
            "@type": "MediaObject",
            "contentUrl": f"{settings.SITE_URL}{file.url}",
            "encodingFormat": file.mime_type,
        },
        "partOfSeries": series,
    }
    return {key: value for key, value in data.items() if value}


def _playable(page, recording) -> dict | None:
    return get_recording_data(page, recording) if recording and not recording.is_withdrawn else None


def _place(page) -> dict:
    address = ", ".join(dict.fromkeys([*filter(None, [page.venue]), *(place.name for place in page.localized_places)]))
    return {"@type": "Place", "name": page.venue or page.localized_places[0].name, "address": address}


def _organizers(page) -> list[dict]:
    found = [
        (record.name, record.get_absolute_url())
        for _label, record, role in page.localized_partners
        if role in ORGANIZER_ROLES
    ]
    return [
        {"@type": "Organization", "name": name, "url": f"{settings.SITE_URL}{url}"}
        for name, url in found or [(settings.WAGTAIL_SITE_NAME, "/")]
    ]


def _signup(page) -> dict | None:
    if not page.signup_url or page.state != page.State.ANNOUNCED:
        return None
    return {"@type": "Offer", "url": page.signup_url, "availability": f"{SCHEMA}InStock"}


def get_recording_data(page, recording) -> dict | None:
    """Return the recording as VideoObject or AudioObject, or None when nothing may be played."""
    file = recording.file
    if file is None and not recording.player_url:
        return None
    published = get_recording_date(page) or timezone.now()
    data = {
        "@type": "VideoObject" if file is None or file.is_video else "AudioObject",
        "@id": f"{page.full_url}#recording",
        "name": page.title,
        "description": page.description,
        "uploadDate": format_start(published),
        "thumbnailUrl": f"{settings.SITE_URL}{recording.poster_url}",
        "inLanguage": page.recording_language,
        "isFamilyFriendly": True,
        "contentUrl": f"{settings.SITE_URL}{file.url}" if file else None,
        "embedUrl": None if file else recording.player_url,
        "encodingFormat": file.mime_type if file else None,
        "duration": format_duration(file.duration) if file and file.duration else None,
        "caption": [
            {"@type": "MediaObject", "contentUrl": f"{settings.SITE_URL}{track.url}", "encodingFormat": "text/vtt", "inLanguage": track.language}
            for track in recording.tracks
        ],
        "transcript": _transcript(recording),
        "hasPart": list(_clips(page, recording, file)),
    }  # fmt: skip
    return {key: value for key, value in data.items() if value}


def _transcript(recording) -> str:
    words = " ".join(cue.plain_text for cue in recording.transcript.cues) if recording.transcript else ""
    return words if len(words) <= MAX_TRANSCRIPT else ""


def _clips(page, recording, file):
    """Yield each chapter as a schema.org Clip."""
    starts = [start for start, _title in recording.chapters]
    spoken = [cue.end // 1000 for cue in recording.transcript.cues] if recording.transcript else []
    last = int(file.duration) if file and file.duration else max(spoken, default=0)
    for number, (start, title) in enumerate(recording.chapters):
        end = starts[number + 1] if number + 1 < len(starts) else last
        if end > start:
            yield {
                "@type": "Clip",
                "name": title,
                "startOffset": start,
                "endOffset": end,
                "url": f"{page.full_url}?t={start}#t-{start}",
            }


def format_duration(seconds: float) -> str:
    """Return seconds as an ISO 8601 duration, such as PT1H2M3S."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"PT{f'{hours}H' if hours else ''}{f'{minute}M' if minute else ''}{f'{second}S' if second or not minutes else ''}"


def format_start(moment) -> str | None:
    """Return a moment as ISO 8601 in local time."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
