"""Which recordings browsers play, by container and codec; and what to tell who chose another one."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

VIDEO = {"h264", "vp8", "vp9", "av1"}
AUDIO = {
    "aac",
    "mp3",
    "opus",
    "vorbis",
    "flac",
    "pcm_u8",
    "pcm_s16le",
    "pcm_s24le",
    "pcm_s32le",
    "pcm_f32le",
    "pcm_mulaw",
    "pcm_alaw",
}
CONTAINERS = {  # by the ending of the name: the names that FFmpeg has for what is in it
    **dict.fromkeys(("mp4", "m4v", "m4a"), "mov,mp4,m4a,3gp,3g2,mj2"),
    "webm": "matroska,webm", "ogg": "ogg", "opus": "ogg", "mp3": "mp3", "wav": "wav",
}  # fmt: skip
CODECS_IN = {
    "mp3": {"mp3"},
    "ogg": {"opus", "vorbis", "flac"},
    "matroska,webm": {"vp8", "vp9", "av1", "opus", "vorbis"},
}
EIGHT_BITS = {"yuv420p", "yuvj420p", "nv12"}
NAMES = {
    "hevc": "HEVC (H.265)", "prores": "ProRes", "ac3": "AC-3 (Dolby Digital)", "eac3": "E-AC-3 (Dolby Digital Plus)", "mpeg4": "MPEG-4 part 2 (DivX, Xvid)",
    "mpeg2video": "MPEG-2", "mpeg1video": "MPEG-1", "alac": "ALAC", "dts": "DTS", "theora": "Theora", "mjpeg": "Motion JPEG", "dnxhd": "DNxHD",
    "wmv1": "Windows Media Video", "wmv2": "Windows Media Video", "wmv3": "Windows Media Video", "vc1": "VC-1", "wmav2": "Windows Media Audio",
    "h263": "H.263", "amr_nb": "AMR", "vvc": "H.266", "": "a protected or unknown codec",
}  # fmt: skip


def find_unplayable(container: str, doctype: str, streams: Iterable[dict]) -> str:
    """Return what in a recording browsers do not play, or an empty string."""
    streams = list(streams)
    if doctype == "matroska":
        return "Matroska (MKV)"
    for stream in streams:
        codec, pixels = stream["codec"], stream["format"]
        known = VIDEO if stream["type"] == "video" else AUDIO
        if codec not in CODECS_IN.get(container, known) or codec not in known:
            return NAMES.get(codec, codec.upper())
        if codec == "h264" and pixels and pixels not in EIGHT_BITS:
            return _("H.264 with more than 8 bits or more colour than 4:2:0")
        if codec in {"vp9", "av1"} and pixels and not pixels.startswith("yuv420p"):
            return _("more colour than 4:2:0")
    return ""


def advise(video: bool) -> str:
    """Return what to do with a recording that browsers do not play."""
    if video:
        return _(
            "Save it again as MP4 with H.264 picture (8 bits, 4:2:0) and AAC sound; HandBrake and most phones and editing programs can."
        )
    return _("Save it again as MP3, or as M4A with AAC sound; Audacity and most recorders can.")
