"""Files of every kind, owner and use, and the requests that change or delete them."""

import hashlib
from contextlib import contextmanager

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from wagtail.models import Collection

from media.models import SiteDocument, SiteImage, SiteMedia
from tests import factories
from tests.documents import make_pdf
from tests.recordings import FILES, SiteMediaFactory, make_tracks

MODELS = {"image": SiteImage, "document": SiteDocument, "recording": SiteMedia}
STATES = ["unused", "draft", "live"]


class Undo(Exception):
    """Takes back what a request wrote."""


def make_file(kind: str, **values):
    """Return a file of this kind."""
    if kind == "image":
        return factories.SiteImageFactory(**values)
    return factories.SiteDocumentFactory(**values) if kind == "document" else SiteMediaFactory(type="audio", **values)


def make_users(files: dict[str, list], publish: bool) -> None:
    """Make pages that use these files ({kind: files}), live or as drafts."""
    body = [("figure", {"image": image, "caption": ""}) for image in files["image"]]
    body += [("document", {"document": document, "text": ""}) for document in files["document"]]
    factories.CasePageFactory(body=body, publish=publish)
    for recording in files["recording"]:
        page = factories.EpisodePageFactory(
            publish=False, recording_file=recording, caption_tracks=make_tracks("nl"), no_recognisable_guest=True
        )
        if publish:
            page.save_revision().publish()


class World:
    """`files[kind, owner, state]`: a file of each; the owners are the users by role, and `other`."""

    def __init__(self, users: dict):
        self.users, self.files = users, {}
        self.collection = Collection.get_first_root_node().add_child(name="Map")
        for state in STATES:
            made: dict[str, list] = {kind: [] for kind in MODELS}
            for kind in MODELS:
                for owner, user in {**users, "other": None}.items():
                    file = make_file(kind, title=f"{kind} {owner} {state}", uploaded_by_user=user)
                    self.files[kind, owner, state] = file
                    made[kind].append(file)
            if state != "unused":
                make_users(made, publish=state == "live")


def texts(kind: str, **values) -> dict:
    """Return the texts of a form for a file."""
    fields = {"title": "Nieuw", "maker": "", "source": "", "licence": "cc-by-4.0", "tags": "nieuw"}
    fields["collection"] = Collection.get_first_root_node().pk
    if kind == "image":
        fields |= {"alt": "Een ander vlak", "caption": "", "alt_en": "", "caption_en": "", "source_en": ""}
    elif kind == "document":
        fields["language"] = "nl"
    return {**fields, **values}


def upload(kind: str) -> SimpleUploadedFile:
    """Return another file of a kind."""
    if kind == "image":
        return SimpleUploadedFile("anders.png", factories.make_image_file(size=(80, 60)).read(), "image/png")
    if kind == "document":
        return SimpleUploadedFile("anders.pdf", make_pdf(["Heel andere woorden"]), "application/pdf")
    return SimpleUploadedFile("anders.opus", (FILES / "opname.opus").read_bytes(), "audio/ogg")


def views(kind: str) -> tuple[str, str, str]:
    """Return the namespace of a kind's views, and the labels for its bulk actions."""
    names = {"image": "wagtailimages", "document": "wagtaildocs", "recording": "wagtailmedia"}
    return names[kind], "media", MODELS[kind]._meta.model_name


def edit(client, kind, file):
    """Change the texts."""
    return client.post(reverse(f"{views(kind)[0]}:edit", args=[file.pk]), texts(kind))


def replace(client, kind, file):
    """Replace the file."""
    return client.post(reverse(f"{views(kind)[0]}:edit", args=[file.pk]), texts(kind, file=upload(kind)))


def delete(client, kind, file):
    """Delete it."""
    return client.post(reverse(f"{views(kind)[0]}:delete", args=[file.pk]))


def edit_uploaded(client, kind, file):
    """Change the texts among what was just uploaded."""
    prefix = {"image": "image", "document": "doc"}[kind]
    data = {f"{prefix}-{file.pk}-{name}": value for name, value in texts(kind).items()}
    return client.post(reverse(f"{views(kind)[0]}:edit_multiple", args=[file.pk]), data, headers=SCRIPT)


def delete_uploaded(client, kind, file):
    """Delete it among what was just uploaded."""
    return client.post(reverse(f"{views(kind)[0]}:delete_multiple", args=[file.pk]), headers=SCRIPT)


def bulk(action: str, **data):
    """Return a request for a bulk action."""

    def request(client, kind, file):
        posted = {name: value() if callable(value) else value for name, value in data.items()}
        return client.post(find_bulk_url(kind, action, [file]), posted)

    request.__name__ = f"bulk {action}"
    return request


def find_bulk_url(kind: str, action: str, files: list) -> str:
    """Return the URL of a bulk action."""
    url = reverse("wagtail_bulk_action", args=[*views(kind)[1:], action])
    return f"{url}?{'&'.join(f'id={file.pk}' for file in files)}"


SCRIPT = {"x-requested-with": "XMLHttpRequest"}
BULK = [
    bulk("add_tags", tags="nieuw"),
    bulk("add_to_collection", collection=lambda: Collection.objects.get(name="Map").pk),
]
CHANGES = {
    "image": [edit, replace, edit_uploaded, *BULK],
    "document": [edit, replace, edit_uploaded, *BULK],
    "recording": [edit, replace],
}
DELETIONS = {
    "image": [delete, delete_uploaded, bulk("delete")],
    "document": [delete, delete_uploaded, bulk("delete")],
    "recording": [delete],
}


def snapshot(file) -> dict | None:
    """Return the row, tags and bytes of a file as they are now; None when it is gone."""
    now = type(file).objects.filter(pk=file.pk).first()
    if now is None:
        return None
    row = {field.name: field.value_from_object(now) for field in now._meta.concrete_fields}
    row["file"], row["tags"] = now.file.name, sorted(now.tags.names())
    stored = now.file.storage
    row["bytes"] = hashlib.sha256(stored.open(now.file.name).read()).hexdigest() if stored.exists(now.file.name) else ""
    return row


@contextmanager
def undone(file):
    """Take back in the end what was written to the database, and the file that was removed."""
    name = file.file.name
    content = file.file.storage.open(name).read()
    try:
        with transaction.atomic():
            yield
            raise Undo
    except Undo:
        pass
    if not file.file.storage.exists(name):
        (file.file.storage).save(name, SimpleUploadedFile(name, content))
