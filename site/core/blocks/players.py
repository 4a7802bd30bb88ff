"""Embed addresses of videos on YouTube and Vimeo, from the public addresses that people copy."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

# Embed URLs of the supported providers, without cookies.
PLAYERS = {
    "youtube": "https://www.youtube-nocookie.com/embed/{id}?autoplay=1",
    "vimeo": "https://player.vimeo.com/video/{id}?dnt=1&autoplay=1",
}
PLAYER_HOSTS = ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_NO_VIDEO = {"videoseries", "live_stream"}  # of eleven letters too: a playlist, and whatever a channel shows now
_VIMEO_ID = re.compile(r"[0-9]{1,12}")
_HASH = re.compile(r"[A-Za-z0-9]{6,40}")
_CLOCK = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?")
_COLONS = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})")
_START = re.compile(r"#t=\d+s$|&start=\d+")
MAX_START = 7 * 24 * 3600  # seconds


def find_player(url: str) -> tuple[str, str] | None:
    """Return (provider, embed URL without cookies) for the public URL of one video, or None.

    Kept are the hash that opens an unlisted Vimeo video, and the time at which the address starts. Channels, playlists and
    events have no player: a number in their address is another thing's, or another person's.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    find = _HOSTS.get(host)
    if (
        find is None
        or parts.scheme.lower() not in {"http", "https"}
        or parts.username is not None
        or port not in {None, 80, 443}
    ):
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    segments = [segment for segment in parts.path.split("/") if segment]
    found = find(segments, query)
    if found is None:
        return None
    provider, player = found
    second = _find_start(query, parse_qs(parts.fragment.removeprefix("?")))
    return provider, add_start_time(player, second)


def _find_youtube(segments: list[str], query: dict) -> tuple[str, str] | None:
    if segments[:1] == ["watch"] and len(segments) == 1:
        key = query.get("v", "")
    elif len(segments) == 2 and segments[0] in {"embed", "live", "shorts", "v", "e", "watch"}:
        key = segments[1]
    else:
        return None
    return _youtube_player(key)


def _find_short_youtube(segments: list[str], query: dict) -> tuple[str, str] | None:
    return _youtube_player(segments[0]) if len(segments) == 1 else None


def _youtube_player(key: str) -> tuple[str, str] | None:
    if not _YOUTUBE_ID.fullmatch(key) or key in _NO_VIDEO:
        return None
    return "youtube", PLAYERS["youtube"].format(id=key)


def _find_vimeo(segments: list[str], query: dict) -> tuple[str, str] | None:
    """Return the player of /ID, /ID/HASH, /video/ID, /channels/NAME/ID, /groups/NAME/videos/ID or /showcase/ID/video/ID."""
    match segments:
        case [("channels" | "ondemand"), _, key]:
            rest: list[str] = []
        case [("groups"), _, "videos", key] | [("showcase" | "album"), _, "video", key] | ["video" | "videos", key]:
            rest = []
        case ["manage", "videos", key, *rest] | ["video", key, *rest] | [key, *rest]:
            pass
        case _:
            return None
    if not _VIMEO_ID.fullmatch(key) or len(rest) > 1:
        return None
    secret = rest[0] if rest else query.get("h", "")
    if secret and not _HASH.fullmatch(secret):
        return None
    player = PLAYERS["vimeo"].format(id=key)
    return "vimeo", f"{player}&{urlencode({'h': secret})}" if secret else player


def _find_start(query: dict, fragment: dict) -> int | None:
    """Return the second at which an address starts: t=95, t=1m35s, t=1:35, start=95, #t=95."""
    for value in (query.get("t"), query.get("start"), query.get("time_continue"), *fragment.get("t", [])[:1]):
        second = read_clock(value or "")
        if second:
            return second
    return None


def read_clock(value: str) -> int:
    """Return the seconds of a time as addresses write it; 0 when it is none."""
    value = value.strip().lower().split(".")[0]
    colons = _COLONS.fullmatch(value)
    match = colons or _CLOCK.fullmatch(value)
    if not match:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = hours * 3600 + minutes * 60 + seconds
    return total if total <= MAX_START else 0


def add_start_time(player: str, second: int | None) -> str:
    """Return the embed URL with a start time in seconds, in the syntax of its provider; it takes the place of another one."""
    if not player or not second:
        return player
    player = _START.sub("", player)
    return f"{player}#t={second}s" if player.startswith(PLAYER_HOSTS[1]) else f"{player}&start={second}"


Find = Callable[[list[str], dict], "tuple[str, str] | None"]
_HOSTS: dict[str, Find] = {
    **dict.fromkeys(("youtu.be", "www.youtu.be"), _find_short_youtube),
    **dict.fromkeys(
        (
            "youtube.com",
            "www.youtube.com",
            "m.youtube.com",
            "music.youtube.com",
            "youtube-nocookie.com",
            "www.youtube-nocookie.com",
        ),
        _find_youtube,
    ),
    **dict.fromkeys(("vimeo.com", "www.vimeo.com", "player.vimeo.com"), _find_vimeo),
}
