"""The captions that a recording needs before it may be published."""

from django.utils.translation import gettext


def get_missing_captions_message(language: str) -> str:
    """Return the error message for a recording without captions; `language` is the name of the spoken language."""
    return gettext(
        "This recording has no captions in %(language)s, so people who do not hear it cannot follow it. Add a caption file "
        "below: let YouTube, Word or Whisper write a first version, save it as .vtt or .srt, choose it here and correct "
        "the lines. The handbook shows how; until then, save it as a draft."
    ) % {"language": language}
