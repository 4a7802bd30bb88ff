"""Faults of the machine and requests that name nothing: a clear answer, with what was typed, never a 500."""

import errno
import re
import sqlite3
from contextlib import ExitStack, closing

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.db.models import ProtectedError
from django.urls import reverse

from core.forms import protected
from core.forms.protected import make_token
from core.machine_faults import AWAY, BUSY, FULL, find_fault
from core.models import ReaderToken
from tests import factories
from tests.clients import sign_in

LOCKED, DISK = OperationalError("database is locked"), OperationalError("database or disk is full")


@pytest.fixture
def broken():
    """A function that lets every write to the database fail with an error."""

    def begin(error):
        def refuse(execute, sql, params, many, context):
            if re.match(r"\s*(INSERT|UPDATE|DELETE)", sql):
                raise error
            return execute(sql, params, many, context)

        stack.enter_context(connection.execute_wrapper(refuse))

    with ExitStack() as stack:
        yield begin


@pytest.fixture
def editor(home):
    client = sign_in(factories.UserFactory(is_superuser=True), raise_request_exception=False)
    client.get("/beheer/")
    return client


FAULTS = [(DISK, 507, "De schijf van deze site is vol"), (LOCKED, 503, "Deze site is bezig met iets anders")]


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status", "said"), FAULTS)
def test_public_forms_come_back_with_what_was_typed(client, home, broken, monkeypatch, error, status, said):
    monkeypatch.setattr(protected, "MIN_AGE", -1)
    typed = {"name": "Lezer", "email": "lezer@stadskennis.example", "message": "Komt er nog een avond?"}
    broken(error)
    for url in ("/contact/", "/zoeken/bewaren/?q=wijk", "/zoeken/bewaren/stoppen/"):
        token = make_token(url.split("?")[0])
        response = client.post(url, {**typed, "token": token})
        assert response.status_code == status and said in response.text, url
        assert typed["email"] in response.text, url
        assert response.headers.get("Retry-After") == ("10" if status == 503 else None), url
    assert not ReaderToken.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status", "said"), FAULTS)
def test_sign_in_and_saves_come_back_with_what_was_typed(client, editor, broken, error, status, said):
    client.raise_request_exception = False
    user, theme = factories.UserFactory("Student"), factories.ThemeFactory(name="Water")
    edit = reverse(theme.snippet_viewset.get_url_name("edit"), args=[theme.pk])
    broken(error)
    signed = client.post("/beheer/login/", {"login": user.username, "password": "wachtwoord-voor-tests"})
    saved = editor.post(edit, {"name": "Water en wonen", "slug": "water", "other": ["een", 'twee "aan"']})
    for response, typed in ((signed, user.username), (saved, "Water en wonen")):
        assert response.status_code == status and said in response.text and typed in response.text
        assert response.headers.get("Retry-After") == ("10" if status == 503 else None)
        assert response["Cache-Control"] == "no-store" or "no-store" in response["Cache-Control"]
    assert "wachtwoord-voor-tests" not in signed.text and 'type="password" name="password"' in signed.text
    assert f'action="{edit}"' in saved.text and 'value="twee &quot;aan&quot;"' in saved.text


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status", "said"), FAULTS)
def test_scripts_get_json(editor, broken, error, status, said):
    case = factories.CasePageFactory()
    broken(error)
    response = editor.post(
        reverse("wagtailadmin_pages:edit", args=[case.pk]), {"title": "x"}, headers={"Accept": "application/json"}
    )
    assert response.status_code == status and said in response.json()["error_message"]
    assert response.json()["error_code"] == "validation_error"  # the editor shows the message, and saves again later


def psycopg_error(state: str):
    error = OperationalError("server said something")
    error.__cause__ = psycopg.errors.lookup(state)("x") if state else psycopg.OperationalError("connection refused")
    return error


@pytest.mark.django_db
def test_database_that_is_away_is_asked_again_later(editor, broken):
    theme = factories.ThemeFactory()
    edit = reverse(theme.snippet_viewset.get_url_name("edit"), args=[theme.pk])
    broken(psycopg_error(""))
    response = editor.post(edit, {"name": "Water", "slug": "water"})
    assert (response.status_code, response["Retry-After"]) == (503, "30") and "Water" in response.text


@pytest.mark.parametrize(
    ("error", "fault"),
    [(psycopg_error("55P03"), BUSY), (psycopg_error("40001"), BUSY), (psycopg_error("40P01"), BUSY), (psycopg_error("57014"), BUSY),
     (psycopg_error("53100"), FULL), (psycopg_error("25006"), FULL), (psycopg_error("53300"), AWAY), (psycopg_error("57P01"), AWAY),
     (psycopg_error(""), AWAY), (psycopg_error("23505"), None), (psycopg_error("42P01"), None), (OSError(errno.ENOSPC, ""), FULL),
     (OSError(errno.EROFS, ""), FULL), (OSError(errno.ENOENT, ""), None), (OperationalError("no such table: x"), None),
     (OperationalError("attempt to write a readonly database"), FULL), (LOCKED, BUSY), (ValueError("database is locked"), None),
     (None, None)],
)  # fmt: skip
def test_what_is_a_fault_of_the_machine(error, fault):
    assert find_fault(error) is fault


def break_sqlite(path, fault: str) -> None:
    """Do on a database what makes SQLite itself complain."""
    with closing(sqlite3.connect(path)) as other, closing(sqlite3.connect(path, timeout=0)) as own:
        other.execute("CREATE TABLE word(text)")
        if fault == "locked":
            other.execute("BEGIN IMMEDIATE")
            own.execute("BEGIN IMMEDIATE")
        elif fault == "full":
            own.execute("PRAGMA max_page_count=3")
            own.executemany("INSERT INTO word VALUES(?)", [("x" * 4000,)] * 9)
        elif fault == "read-only":
            own.execute("PRAGMA query_only=ON")
            own.execute("INSERT INTO word VALUES('x')")
        else:
            sqlite3.connect(path / "none").execute("SELECT 1")


@pytest.mark.parametrize(("fault", "found"), [("locked", BUSY), ("full", FULL), ("read-only", FULL), ("away", AWAY)])
def test_what_sqlite_itself_says(tmp_path, fault, found):
    with pytest.raises(sqlite3.OperationalError) as caught:
        break_sqlite(tmp_path / "a.sqlite3", fault)
    error = OperationalError("in other words")
    error.__cause__ = caught.value
    assert find_fault(error) is find_fault(caught.value) is found


@pytest.mark.django_db
def test_bulk_actions_with_numbers_that_are_none(editor):
    for kind in ("siteimage", "sitedocument", "sitemedia"):
        for number in ("x", "", str(2**70), "%00"):
            url = f"/beheer/bulk/media/{kind}/delete/?id={number}"
            assert editor.post(url).status_code in {302, 400, 404} and editor.get(url).status_code in {
                200,
                302,
                400,
                404,
            }, url


@pytest.mark.django_db
def test_deleting_what_is_in_use_is_409(editor, monkeypatch):
    document = factories.SiteDocumentFactory(title="Stuk")

    def refuse(self):
        raise ProtectedError("protected", {document})

    monkeypatch.setattr(type(document), "delete", refuse)
    for name in ("wagtaildocs:delete_multiple", "wagtaildocs:delete"):
        response = editor.post(reverse(name, args=[document.pk]))
        assert response.status_code == 409 and "Stuk" in response.text, name
    json = editor.post(
        reverse("wagtaildocs:delete_multiple", args=[document.pk]), headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert json.status_code == 409 and json.json()["success"] is False


@pytest.mark.django_db
def test_upload_without_room_for_its_temporary_file_keeps_the_words(editor, settings, monkeypatch):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10

    def refuse(self, data, start):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", refuse)
    data = {"title": "Mijn beeld", "alt": "Wat er staat", "file": SimpleUploadedFile("groot.png", b"x" * 5000)}
    response = editor.post(reverse("wagtailimages:add"), data)
    assert response.status_code == 507 and 'value="Mijn beeld"' in response.text and "groot.png" in response.text
    assert 'type="file" name="file"' in response.text
