"""Which captions a recording needs before it may be published."""

from django.utils.translation import gettext


def missing_captions(language: str) -> str:
    """Return what an editor has to do for a recording without captions, and how."""
    return gettext(
        "This recording has no captions in %(language)s, so people who do not hear it cannot follow it. Add a caption file "
        "below: let YouTube, Word or Whisper write a first version, save it as .vtt or .srt, choose it here and correct "
        "the lines. The handbook shows how; until then, save it as a draft."
    ) % {"language": language}
