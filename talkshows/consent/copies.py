"""A copy of a recording falls under the consents of the recording: it shows the same guests."""

from media.models import SiteMedia
from talkshows.models.captions import get_file_identity
from talkshows.models.consent import Consent


def cover_copy(file, copy) -> None:
    """Let the consents that name a recording name its copy too."""
    if not isinstance(file, SiteMedia):
        return
    for consent in Consent.objects.naming_recording(get_file_identity(file)):
        if consent.add_recording(get_file_identity(copy)):
            consent.save(update_fields=["recordings"])
