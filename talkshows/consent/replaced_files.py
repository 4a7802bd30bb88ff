"""Another file in the place of a recording falls under the consents of the recording, and its captions stay with it.

A file under another name that comes after a consent ended is a cut version: that consent does not name it, and the captions of
the whole recording are not shown with it. Under the same name it stays withdrawn until the board decides.
"""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from media.models import SiteMedia
from talkshows.models.captions import CaptionTrack, get_file_identity, make_file_identity
from talkshows.models.consent import Consent
from talkshows.models.episode import EpisodePage


def carry_over(file, former_name: str, has_same_name: bool) -> None:
    """Let the consents that name the former file name the new one too, and its captions belong to the new one."""
    if not isinstance(file, SiteMedia):
        return
    former, identity = make_file_identity(file.pk, former_name), get_file_identity(file)
    consents = list(Consent.objects.select_for_update().naming_recording(former))
    for consent in consents:
        if (has_same_name or not consent.has_ended) and consent.add_recording(identity):
            consent.save(update_fields=["recordings"])
    if has_same_name or not any(consent.has_ended for consent in consents):
        CaptionTrack.objects.filter(made_for=former).update(made_for=identity)
        _move_stored_captions(file, former, identity)


def _move_stored_captions(file: SiteMedia, former: str, identity: str) -> None:
    """Let the captions in the revisions with a file belong to the new file too."""
    kind = ContentType.objects.get_for_model(EpisodePage)
    for revision in Revision.objects.select_for_update().filter(content_type=kind, content__recording_file=file.pk):
        rows = [row for row in revision.content.get("caption_tracks", []) if row.get("made_for") == former]
        for row in rows:
            row["made_for"] = identity
        if rows:
            Revision.objects.filter(pk=revision.pk).update(content=revision.content)
