"""Reads the PDF of a document into facts and pages; the file itself is only opened in a child process.

`register_file()` records that a version waits, `read()` does the work in the background, and `pdf_read` tells who shows it.
"""

import base64
import hashlib
import json
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from media.models import PdfFacts, PdfPage, SiteDocument
from media.pdf.worker import EXITS

pdf_read = Signal()  # sent with `document`: its PDF was read, or could not be
State = PdfFacts.State
CHILD = Path(__file__).with_name("worker.py")
SECONDS = 30  # by the clock
OPENING = 160
_STATES = {code: State(name) for name, code in EXITS.items()}


def run_child(source, *words: str) -> tuple[State, list[dict]]:
    """Open the PDF in file object `source` in a child; return its state and what the child wrote.

    `READ` means that it came to the end; whatever it died of has a state of its own.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
        for piece in iter(lambda: source.read(1 << 20), b""):
            given.write(piece)
        given.seek(0)
        try:
            code = subprocess.run(  # noqa: S603 -- our own program, and no words of others
                [sys.executable, "-I", str(CHILD), *words],
                stdin=given, stdout=written, stderr=subprocess.DEVNULL, timeout=SECONDS,
            ).returncode  # fmt: skip
        except subprocess.TimeoutExpired:
            code = -9
        written.seek(0)
        said = [_parse(line) for line in written]
    rows = [row for row in said if row]
    if code == 0 or any(row["kind"] == "end" for row in rows):
        return State.READ, rows
    if code in {-9, -24}:  # killed by the clock, or by the limit on processor time
        return State.TOO_SLOW, []
    if code in {-4, -5, -6, -25}:  # PDFium gives up at the limit on memory; the limit on what may be written
        return State.TOO_LARGE, []
    return _STATES.get(code, State.BROKEN), []


def _parse(line: bytes) -> dict | None:
    try:
        return json.loads(line)
    except ValueError:
        return None  # the last line of a child that was stopped


def register_file(document: SiteDocument) -> bool:
    """Record that this version of the file waits to be read; return whether that is new."""
    facts = PdfFacts.objects.filter(document=document).first()
    same_hash = facts and (not document.file_hash or facts.file_hash in {"", document.file_hash})
    if facts and facts.file_name == document.file.name and same_hash:
        return False
    delete_picture(facts)
    with transaction.atomic():
        PdfPage.objects.filter(facts__document=document).delete()
        PdfFacts.objects.update_or_create(document=document, defaults=_nothing_known(document))
    return True


def _nothing_known(document: SiteDocument) -> dict:
    values = {field.attname: field.get_default() for field in PdfFacts._meta.concrete_fields}
    for name in ("id", "document_id"):
        del values[name]
    return {**values, "file_name": document.file.name, "file_hash": document.file_hash, "state": State.WAITING}


def read(document: SiteDocument) -> PdfFacts:
    """Read the document's PDF and keep what it says; may be repeated."""
    register_file(document)
    try:
        with document.file.storage.open(document.file.name, "rb") as source:
            digest = hashlib.file_digest(source, "sha1").hexdigest()
            source.seek(0)
            state, rows = run_child(source)
    except OSError:
        state, rows, digest = State.BROKEN, [], ""
    values, pages, picture = _sort(state, rows)
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


def _sort(state: State, rows: list[dict]) -> tuple[dict, list[dict], dict | None]:
    """Return (values of the facts, pages, picture) of what a child wrote."""
    told = next((row for row in rows if row["kind"] == "facts"), None)
    if state != State.READ or told is None:
        return {"state": State.BROKEN if state == State.READ else state}, [], None
    pages = []
    for row in rows:
        if row["kind"] == "page":
            text = " ".join(words for _role, words in row["blocks"])
            pages.append({"number": row["number"], "blocks": row["blocks"], "language": row["language"],
                          "opening": text[:OPENING]})  # fmt: skip
    characters = sum(len(words) for page in pages for _role, words in page["blocks"])
    bare = sum(1 for page in pages if not page["blocks"])
    if not characters:
        state = State.SCANNED if told["pictures"] else State.EMPTY
    values = {
        "state": state, "page_count": told["pages"], "bare_pages": bare, "characters": characters,
        "title": told["title"].replace("\0", "")[:300], "language": told["language"], "tagged": told["tagged"],
    }  # fmt: skip
    return values, pages if characters else [], next((row for row in rows if row["kind"] == "picture"), None)


def delete_picture(facts: PdfFacts | None) -> None:
    """Remove the picture's file once the database agrees."""
    if facts and (name := facts.picture.name):
        storage = facts.picture.storage
        transaction.on_commit(lambda: storage.delete(name))
