"""The captions that a recording needs before it may be published, and those that it has once."""

from django.utils.translation import gettext


def get_missing_captions_message(language: str) -> str:
    """Return the error message for a recording without captions; `language` is the name of the spoken language."""
    return gettext(
        "This recording has no captions in %(language)s, so people who do not hear it cannot follow it. Add a caption file "
        "below: let YouTube, Word or Whisper write a first version, save it as .vtt or .srt, choose it here and correct "
        "the lines. The handbook shows how; until then, save it as a draft."
    ) % {"language": language}


def get_second_captions_message(language: str) -> str:
    """Return the error message for a second caption file in a language."""
    return gettext(
        "There is another caption file in %(language)s, and readers get one for each language. Choose another language here, "
        "or delete one of the two."
    ) % {"language": language}
