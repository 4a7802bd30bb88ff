"""Reads the PDF of a document into PdfFacts and PdfPages; only a child process opens the file.

`register_file()` records a new file as waiting, `read()` reads it in a background task, and then sends `pdf_read`.
"""

import base64
import hashlib
import json
import secrets
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from media import child_process
from media.models import PdfFacts, PdfPage, SiteDocument
from media.pdf.worker import EXIT_CODES

pdf_read = Signal()  # sent with `document` when reading has ended, also with a failure
State = PdfFacts.State
WORKER = Path(__file__).with_name("worker.py")
OPENING_LENGTH = 160
_STATES = {code: State(name) for name, code in EXIT_CODES.items()}


def run_worker(source, *arguments: str) -> tuple[State, list[dict]]:
    """Run the worker on file object `source`; return (state, records). The state is `READ` when it finished."""
    with child_process.run_worker(WORKER, source, *arguments) as (code, written):
        rows = [row for line in written if (row := _parse(line))]
    if code == 0 or any(row["kind"] == "end" for row in rows):
        return State.READ, rows
    if code in child_process.KILLED_FOR_TIME:
        return State.TOO_SLOW, []
    if code in child_process.KILLED_FOR_SIZE:
        return State.TOO_LARGE, []
    return _STATES.get(code, State.BROKEN), []


def _parse(line: bytes) -> dict | None:
    try:
        return json.loads(line)
    except ValueError:
        return None  # the incomplete last line of a killed worker


def register_file(document: SiteDocument) -> bool:
    """Reset the facts of a document with a new file to `WAITING`; return whether the file was new."""
    facts = PdfFacts.objects.filter(document=document).first()
    same_hash = facts and (not document.file_hash or facts.file_hash in {"", document.file_hash})
    if facts and facts.file_name == document.file.name and same_hash:
        return False
    delete_picture(facts)
    with transaction.atomic():
        PdfPage.objects.filter(facts__document=document).delete()
        PdfFacts.objects.update_or_create(document=document, defaults=_get_initial_values(document))
    return True


def _get_initial_values(document: SiteDocument) -> dict:
    values = {field.attname: field.get_default() for field in PdfFacts._meta.concrete_fields}
    for name in ("id", "document_id"):
        del values[name]
    return {**values, "file_name": document.file.name, "file_hash": document.file_hash, "state": State.WAITING}


def read(document: SiteDocument) -> PdfFacts:
    """Read the PDF of a document and save its facts and pages; idempotent. A fault of the machine is raised, and nothing is saved."""
    register_file(document)
    try:
        source = document.file.storage.open(document.file.name, "rb")
    except FileNotFoundError:
        state, rows, digest = State.BROKEN, list[dict](), ""
    else:
        with source:
            digest = hashlib.file_digest(source, "sha1").hexdigest()
            source.seek(0)
            state, rows = run_worker(source)
    values, pages, picture = _parse_records(state, rows)
    with transaction.atomic():
        facts = PdfFacts.objects.select_for_update().filter(document=document, file_name=document.file.name).first()
        if facts is None:  # replaced or deleted meanwhile
            return PdfFacts(document=document)
        for name, value in {**values, "file_hash": document.file_hash or digest, "read_at": timezone.now()}.items():
            setattr(facts, name, value)
        facts.pages.all().delete()
        PdfPage.objects.bulk_create(PdfPage(facts=facts, **page) for page in pages)
        if picture:
            delete_picture(facts)
            name = f"{document.pk}/{secrets.token_hex(8)}.webp"
            facts.picture.save(name, ContentFile(base64.b64decode(picture["data"])), save=False)
            facts.picture_width, facts.picture_height = picture["width"], picture["height"]
        facts.save()
    pdf_read.send(sender=SiteDocument, document=document)
    return facts


def _parse_records(state: State, rows: list[dict]) -> tuple[dict, list[dict], dict | None]:
    """Return (values of PdfFacts, values of PdfPages, picture record or None) of the worker's records."""
    facts = next((row for row in rows if row["kind"] == "facts"), None)
    if state != State.READ or facts is None:
        return {"state": State.BROKEN if state == State.READ else state}, [], None
    pages = []
    for row in rows:
        if row["kind"] == "page":
            text = " ".join(words for _role, words in row["blocks"])
            pages.append({"number": row["number"], "blocks": row["blocks"], "language": row["language"],
                          "opening": text[:OPENING_LENGTH]})  # fmt: skip
    characters = sum(len(words) for page in pages for _role, words in page["blocks"])
    bare = sum(1 for page in pages if not page["blocks"])
    if not characters:
        state = State.SCANNED if facts["pictures"] else State.EMPTY
    values = {
        "state": state, "page_count": facts["pages"], "bare_pages": bare, "characters": characters,
        "title": facts["title"].replace("\0", "")[:300], "language": facts["language"], "tagged": facts["tagged"],
    }  # fmt: skip
    return values, pages if characters else [], next((row for row in rows if row["kind"] == "picture"), None)


def delete_picture(facts: PdfFacts | None) -> None:
    """Delete the thumbnail file after the transaction commits."""
    if facts and (name := facts.picture.name):
        storage = facts.picture.storage
        transaction.on_commit(lambda: storage.delete(name))
