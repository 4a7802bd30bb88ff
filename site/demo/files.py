"""Creates the images, documents and recordings of the example content when they are first used."""

from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.db.models import FileField
from django.db.models.signals import post_save

from demo import drawn_diagrams, drawn_maps, drawn_scenes, drawn_talks, recordings
from demo.evenings import write_report
from demo.markup import to_roles
from demo.pdf_structure import make_pdf
from demo.source import read, read_folder
from media.models import SiteDocument, SiteImage, SiteMedia

DRAWINGS = [drawn_maps, drawn_diagrams, drawn_scenes, drawn_talks]
MAKER, SOURCE, LICENCE = "Redactie Stadskennis", "Eigen tekening", "cc-by-4.0"


class FileLoader:
    """The example images, documents and recordings by their name in the content files."""

    def __init__(self):
        self._images, self._documents = read("images"), read_folder("files")
        self._made: dict[tuple, object] = {}

    def image(self, name: str) -> SiteImage:
        """Return an image, created unless one with this maker and title exists."""
        values = self._images[name]
        return self._get_or_create(SiteImage, name, values["title"], lambda: self._draw(name, values))

    def document(self, name: str) -> SiteDocument:
        """Return a document, created as PDF unless it exists."""
        values = self._documents[name]
        return self._get_or_create(SiteDocument, name, values["title"], lambda: self._write(name, values))

    def recording(self, name: str) -> SiteMedia:
        """Return the file of a recording, created unless it exists."""
        values = recordings.read_metadata(name)
        return self._get_or_create(SiteMedia, name, values["title"], lambda: self._store(name, values))

    def _get_or_create(self, model, name: str, title: str, make):
        if (model, name) not in self._made:
            known = model.objects.filter(title=title, maker=MAKER).first()
            self._made[model, name] = known or make()
        return self._made[model, name]

    def _draw(self, name: str, values: dict) -> SiteImage:
        draw = next(getattr(module, values["drawing"]) for module in DRAWINGS if hasattr(module, values["drawing"]))
        words = {
            field: values[field] for field in ("title", "alt", "caption", "alt_en", "caption_en") if field in values
        }
        image = SiteImage(
            **words, people="none", maker=MAKER, source=SOURCE, source_en="Own drawing", licence=LICENCE,
            file=ContentFile(draw().png(), name=f"{name}.png"),
        )  # fmt: skip
        return _save(image)

    def _write(self, name: str, values: dict) -> SiteDocument:
        text = write_report(values) if "evenings" in values else values["text"]
        content = make_pdf(values["title"], to_roles(text), language="nl", author=MAKER)
        document = SiteDocument(
            title=values["title"], language="nl", maker=MAKER, source="Eigen tekst", licence=LICENCE,
            file=ContentFile(content, name=f"{name}.pdf"),
        )  # fmt: skip
        return _save(document)

    def _store(self, name: str, values: dict) -> SiteMedia:
        file = ContentFile(recordings.read_bytes(name), name=f"{name}.mp4")
        return _save(
            SiteMedia(
                type="video",
                maker=MAKER,
                source="Eigen opname met computerstemmen",
                licence=LICENCE,
                file=file,
                **values,
            )
        )


def _save(file):
    file.file_size = file.file.size
    file.full_clean(exclude=["collection"])
    file.save()
    return file


@contextmanager
def removing_files_on_failure():
    """Delete the files that were stored within the block when it fails, as the transaction removes only their rows.

    Yields the list of files; clear it (at the commit) to keep them.
    """
    stored = []

    def record_file(sender, instance, created, **kwargs):
        for field in sender._meta.concrete_fields if created else ():
            value = getattr(instance, field.attname) if isinstance(field, FileField) else None
            if value:
                stored.append((value.storage, value.name))

    post_save.connect(record_file, weak=False, dispatch_uid="demo.files")
    try:
        yield stored
    except BaseException:
        for storage, name in stored:
            storage.delete(name)
        raise
    finally:
        post_save.disconnect(dispatch_uid="demo.files")
