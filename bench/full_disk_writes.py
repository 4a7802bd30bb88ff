"""What people send to a site whose disk is full, and the same once more when there is room: for bench/full_disk.py."""

import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

from bench.full_disk_client import Answer, Client, path_of

WORD = "Zandkasteel"
WAIT = 120  # seconds until the queue has caught up


class Writes:
    """Forms that were opened while there was room, filled in and sent: an editor's, a reader's, a sign-in."""

    def __init__(self, port: int, folder: Path, environment: dict):
        self.port, self.folder, self.environment = port, folder, environment
        self.login = json.loads((folder / "demo-logins.json").read_text())["chief_editor"]
        self.editor, self.reader, self.other = Client(port), Client(port), Client(port)
        self.sent: dict[str, tuple] = {}
        self.answers: dict[str, Answer] = {}

    def open_forms(self) -> None:
        """Sign in, and open each form and fill it in."""
        action, fields = self.editor.get("/beheer/login/").form(holds="login")
        typed = {"login": self.login["username"], "password": self.login["password"]}
        assert self.editor.post(path_of(action), fill_in(fields, typed)).status == 302, "the editor could not sign in"
        found = self._read_form()
        self.editor.get(found["url"])
        token = ("csrfmiddlewaretoken", self.editor.cookies["csrftoken"])
        edit, fields = found["url"], [token, *map(tuple, found["fields"])]
        self.sent["publication"] = (
            self.editor, edit,
            [*fill_in(fields, {"lead": f"{WORD} op het Spuiplein."}), ("action-publish", "action-publish"), ("board-reason", "In een test.")], (), {},
        )  # fmt: skip
        action, fields = self.editor.get("/beheer/images/add/").form(holds="title")
        picture = fill_in(fields, {"title": f"{WORD} beeld", "alt": "Wat er te zien is", "licence": "cc-by-4.0"})
        self.sent["upload"] = (self.editor, "/beheer/images/add/", picture, (("file", "zand.png", make_picture()),), {})
        action, fields = self.reader.get("/contact/").form(holds="message")
        typed = {"email": "lezer@stadskennis.example", "message": f"{WORD}: komt er een avond?", "name": "Lezer"}
        self.sent["contact"] = (self.reader, "/contact/", fill_in(fields, typed), (), {})
        action, fields = self.other.get("/beheer/login/").form(holds="login")
        self.sent["sign-in"] = (
            self.other, "/beheer/login/",
            fill_in(fields, {"login": self.login["username"], "password": self.login["password"]}), (), {},
        )  # fmt: skip
        self.sent["autosave"] = (
            *self.sent["publication"][:2],
            [pair for pair in self.sent["publication"][2] if not pair[0].startswith(("action-", "board-"))],
            (),
            {"Accept": "application/json"},
        )
        time.sleep(2)  # a form that is sent at once is a robot's

    def _read_form(self) -> dict:
        """Return the address and the fields of the edit form of a published case."""
        command = [sys.executable, "-m", "bench.full_disk_form", self.login["username"]]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def send_all(self) -> dict:
        """Send each form; return {name: status and whether what was typed came back}."""
        figures = {}
        for name, (client, path, fields, files, headers) in self.sent.items():
            answer = client.post(path, fields, files, headers)
            if name != "autosave":
                self.answers[name] = answer
            if answer.status not in {503, 507}:
                print(name, answer.status, re.sub(r"\s+", " ", answer.text)[-1500:], file=sys.stderr)
            shown = WORD in answer.text or self.login["username"] in answer.text
            figures[name] = {"status": answer.status, "typed came back": shown}
            if name == "autosave":
                figures[name] = {
                    "status": answer.status,
                    "says": (re.findall(r'"error_message": "([^"]*)"', answer.text) or [answer.text])[0][:300],
                }
            if name == "sign-in":
                figures[name]["password came back"] = self.login["password"] in answer.text
        return figures

    def send_again(self) -> dict:
        """Send the forms of the answers again, as a person does with their button; return what has arrived."""
        figures: dict = {}
        for name, holds in (("publication", "lead"), ("upload", "title"), ("contact", "message"), ("sign-in", "login")):
            client, path, _fields, files, headers = self.sent[name]
            action, fields = self.answers[name].form(holds=holds)
            if name == "sign-in":
                fields = fill_in(fields, {"password": self.login["password"]})
            figures[name] = client.post(path_of(action) or path, fields, files, headers).status
        figures["seconds until all had arrived"] = self._wait()
        figures["search finds it"] = WORD.lower() in Client(self.port).get(f"/zoeken/?q={WORD}").text.lower()
        figures["pictures of that name"] = self.editor.get(f"/beheer/images/?q={WORD}").text.count(f"{WORD} beeld") > 0
        figures["mails"] = len(self._mails())
        figures["ready"] = json.loads(Client(self.port).get("/-/ready").text)
        return figures

    def _wait(self) -> float | None:
        begin = time.monotonic()
        while time.monotonic() - begin < WAIT:
            ready = json.loads(Client(self.port).get("/-/ready").text)
            found = Client(self.port).get(f"/zoeken/?q={WORD}").text
            if ready.get("worker") == "idle" and self._mails() and 'data-count="1"' in found:
                return round(time.monotonic() - begin, 1)
            time.sleep(1)
        return None

    def _mails(self) -> list[Path]:
        return [path for path in (self.folder / "mail").glob("*") if WORD in path.read_text("utf-8", "replace")]


def fill_in(fields: list, typed: dict) -> list[tuple[str, str]]:
    """Return the fields with what was typed; names that the form does not have are added."""
    names = {name for name, _text in fields}
    kept = [(name, typed.get(name, text)) for name, text in fields]
    return [*kept, *((name, text) for name, text in typed.items() if name not in names)]


def make_picture() -> bytes:
    """Return a small picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (300, 200), (90, 120, 160)).save(out, "PNG")
    return out.getvalue()
