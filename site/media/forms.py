"""Upload forms: a clear refusal instead of an error, in every place where an editor can upload."""

from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from media import uploads
from media.room import NO_ROOM, is_full


def check_first(field, check) -> None:
    """Let `check` see a new file before the field itself does: Wagtail's fields trust what they open."""
    accept = field.to_python

    def to_python(data):
        return accept(check(data) if isinstance(data, UploadedFile) else data)

    field.to_python = to_python


class KeptFiles:
    """A form that checks its files, and keeps them while it can still say that there is no room.

    Django keeps a file when the row is saved, and a full disk is an error page by then.
    """

    checks: dict = {}  # field name -> function of media.uploads

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, check in self.checks.items():
            if name in self.fields:
                check_first(self.fields[name], check)

    def _post_clean(self):
        super()._post_clean()
        kept = []
        for name in self.checks:
            if self.errors or name not in self.fields:
                continue
            waiting = not getattr(getattr(self.instance, name), "_committed", True)
            try:
                self.instance._meta.get_field(name).pre_save(self.instance, False)
            except OSError as error:
                if not is_full(error):
                    raise
                for other in kept:
                    getattr(self.instance, other).delete(save=False)
                self.add_error(name, NO_ROOM)
            else:
                kept += [name] if waiting else []


class SiteImageForm(KeptFiles, BaseImageForm):
    """An image with its text alternative."""

    checks = {"file": uploads.clean_image}


class SiteDocumentForm(KeptFiles, BaseDocumentForm):
    """A document: only a PDF that opens."""

    checks = {"file": uploads.clean_document}


class SiteMediaForm(KeptFiles, BaseMediaForm):
    """A recording file that browsers play."""

    checks = {"file": uploads.clean_recording, "thumbnail": uploads.clean_image}
