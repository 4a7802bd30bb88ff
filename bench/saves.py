"""1,000 saves by 8 editors at once on a real server, on SQLite and on PostgreSQL: `make bench ONLY=saves` (some minutes).

Four drafts are shared by all eight. An editor reads a draft, adds a mark to its text, and saves it by an autosave or with a button;
after a refusal they read it anew. A mark says who saved when, and every text is the one that was read with one mark more, so a
save over a version that its editor has not seen leaves out a mark that was accepted before: it is counted as lost. A refusal
is real when somebody else's save was accepted since the editor read; one with a button has to name them and link to the
difference.
"""

import json
import os
import random
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.autosave import ROOT, wait_for

EDITORS, PAGES, SAVES, PORT = 8, 4, 1000, 8148
PAUSE = 0.25  # seconds at most between reading and saving
SETTLE = 2  # seconds after which an answer that is on its way has come


@dataclass
class Ledger:
    """What the server said: accepted marks with the time of their answer, and refusals."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    accepted: dict[int, list[tuple[float, str, int]]] = field(default_factory=dict)  # {page: [(time, mark, editor)]}
    refused: list[tuple[int, int, float]] = field(default_factory=list)  # (page, editor, time of reading)
    wrong: list[str] = field(default_factory=list)
    left: int = SAVES

    def take(self) -> bool:
        """Take one of the saves that are left."""
        with self.lock:
            self.left -= 1
            return self.left >= 0


@contextmanager
def serve(folder: Path, database: str) -> Iterator[str]:
    """Prepare an empty site on `database` and serve it with gunicorn's processes; yield its address."""
    address = f"http://127.0.0.1:{PORT}"
    (folder / "log").mkdir(parents=True, exist_ok=True)
    environment = dict(
        os.environ, DJANGO_SETTINGS_MODULE="config.settings.production", VAR_DIR=str(folder), PORT=str(PORT),
        SITE_URL=address, DATABASE_URL=database, SECRET_KEY=secrets.token_urlsafe(64),
    )  # fmt: skip
    os.environ.update(environment)
    subprocess.run([sys.executable, ROOT / "scripts" / "prepare.py"], cwd=ROOT, check=True, env=environment)
    server = subprocess.Popen([sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"], cwd=ROOT, env=environment)
    try:
        wait_for(f"{address}/-/alive")
        yield address
    finally:
        server.terminate()
        server.wait()


def make_world() -> tuple[list, list]:
    """Return the pages, and (cookies, token) of each editor: students, who share the drafts of the first of them."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.test import Client

    from core.models import EntryPage
    from editorial.groups import STUDENT
    from editorial.models import CoAuthor
    from knowledge.models import CasePage

    users = [get_user_model().objects.create_user(f"schrijver{number}", password=None) for number in range(EDITORS)]
    for user in users:
        user.groups.add(Group.objects.get(name=STUDENT))
    parent = EntryPage.objects.filter(content_type__model="casepage", locale__language_code="nl").first().get_parent()
    pages = []
    for number in range(PAGES):
        page = CasePage(title=f"Samen {number}", slug=f"samen-{number}", lead="Begin.", question="Wat?", live=False,
                        owner=users[0], locale=parent.locale)  # fmt: skip
        parent.add_child(instance=page)
        page.save_revision(user=users[0])
        CoAuthor.objects.bulk_create(CoAuthor(page=page, user=user) for user in users[1:])
        pages.append(page.pk)
    cookies = []
    for user in users:
        client = Client()
        client.force_login(user)
        cookies.append({name: morsel.value for name, morsel in client.cookies.items()})
    return pages, cookies


class Editor(threading.Thread):
    """Somebody who reads, adds a mark and saves, until no save is left."""

    def __init__(self, number: int, address: str, pages: list, cookies: dict, ledger: Ledger, errors: list):
        super().__init__()
        self.number, self.address, self.pages, self.ledger, self.errors = number, address, pages, ledger, errors
        self.cookies = dict(cookies)
        self.random = random.Random(number)
        self.count = 0

    def run(self):
        """Save until no save is left; an error of the bench itself is kept for the end."""
        try:
            while self.ledger.take():
                self.save_once()
        except Exception as error:
            self.errors.append(repr(error))

    def ask(self, url: str, data=None, headers=None) -> tuple[int, str]:
        """Return status and text of a request."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **(headers or {})}
        body = urllib.parse.urlencode(data, doseq=True).encode() if data is not None else None
        request = urllib.request.Request(url, body, {**headers, "Referer": url, "Origin": self.address})
        try:
            with NO_REDIRECT.open(request, timeout=60) as answer:
                found = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            found, answer = (error.code, error.read().decode()), error
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return found

    def read(self, page: int) -> tuple[str, dict]:
        """Return the address of a page's form and what it would send, as it stands now."""
        url = f"{self.address}/beheer/pages/{page}/edit/"
        status, html = self.ask(url)
        if status != 200:
            raise RuntimeError(f"form of {page}: {status}")
        return url, read_fields(html)

    def save_once(self):
        """Read a page and save it, with a button or twice in the background, as one save of the thousand."""
        page = self.random.choice(self.pages)
        began = time.monotonic()
        url, data = self.read(page)
        time.sleep(self.random.random() * PAUSE)
        self.count += 1
        mark = f"m{self.number}x{self.count}"
        data["approach"] = add_words(data["approach"], mark)
        is_button = self.random.random() < 0.5
        if not is_button:
            data["loaded_form_save"] = "1"
        status, text = self.ask(url, data, {} if is_button else {"Accept": "application/json"})
        ended = time.monotonic()
        is_done = status == 302 if is_button else status == 200 and json.loads(text).get("success")
        with self.ledger.lock:
            if is_done:
                self.ledger.accepted.setdefault(page, []).append((ended, mark, self.number))
            elif status == (409 if is_button else 400):
                self.ledger.refused.append((page, self.number, began))
                self.ledger.wrong += check_refusal(is_button, text, mark)
            else:
                self.ledger.wrong.append(f"{status}: {text[:120]}")


def add_words(stored: str, mark: str) -> str:
    """Return rich text, as the editor's script posts it, with a mark behind its first paragraph."""
    content = json.loads(stored) or {"blocks": [], "entityMap": {}}
    if not content["blocks"]:
        empty = {
            "key": "start",
            "text": "",
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        content["blocks"] = [empty]
    content["blocks"][0]["text"] += f" {mark}"
    return json.dumps(content)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        """Return None: a redirect is an answer."""


NO_REDIRECT = urllib.request.build_opener(_NoRedirect)
_FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>(?:(.*?)</\1>)?", re.S)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def read_fields(html: str) -> dict:
    """Return what the form of a page sends: the fields of its HTML, without its buttons."""
    import html as entities

    form = html.split('id="page-edit-form"', 1)[1].split("</form>", 1)[0]
    data: dict = {}
    for tag, attributes, inner in _FIELD.findall(form):
        values = dict(_ATTRIBUTE.findall(attributes))
        name, kind = values.get("name"), values.get("type", "")
        if not name or kind in {"submit", "file", "button"} or "__prefix__" in name:
            continue
        if kind in {"checkbox", "radio"} and "checked" not in values:
            continue
        if tag == "select":
            chosen = re.search(r'value="([^"]*)"[^>]*\bselected', inner)
            value = chosen[1] if chosen else ""
        else:
            value = (
                values.get("value", "on" if kind == "checkbox" else "") if tag == "input" else inner.removeprefix("\n")
            )
        data.setdefault(name, []).append(entities.unescape(value))
    return {name: values if len(values) > 1 else values[0] for name, values in data.items()}


def check_refusal(is_button: bool, text: str, mark: str) -> list[str]:
    """Return what a refusal fails to say: who saved, that nothing is lost, and where the difference stands."""
    if not is_button:
        return [] if "schrijver" in json.loads(text).get("error_message", "") else [f"autosave: {text[:200]}"]
    wrong = [] if mark in text else ["the typed words are not in the form"]
    if "Bekijk wat er veranderde" not in text or not re.search(r"revisions/(compare/)?[\w./]+", text):
        wrong.append("no link to the difference")
    return wrong + ([] if "schrijver" in text else ["it does not say who saved"])


def judge(ledger: Ledger) -> dict:
    """Return the figures: accepted, lost, refused, refused without a reason."""
    from django.utils.html import strip_tags
    from wagtail.models import Page

    lost = []
    for page, marks in ledger.accepted.items():
        final = strip_tags(Page.objects.get(pk=page).get_latest_revision_as_object().approach).split()
        lost += [mark for _time, mark, _editor in marks if mark not in final]
    false = [
        (page, editor) for page, editor, began in ledger.refused
        if not any(time >= began and other != editor for time, _mark, other in ledger.accepted.get(page, []))
    ]  # fmt: skip
    accepted = sum(map(len, ledger.accepted.values()))
    return {
        "saves": accepted + len(ledger.refused) + len([one for one in ledger.wrong if one[:1].isdigit()]),
        "accepted": accepted, "lost": len(lost), "refused": len(ledger.refused), "refused without a reason": len(false),
        "wrong": ledger.wrong[:10],
    }  # fmt: skip


def run_on(database: str, saves: int = SAVES) -> dict:
    """Return the figures on one database; Django is set up once for each process, so each runs in one of its own."""
    with tempfile.TemporaryDirectory(prefix="stadskennis-saves-") as folder:
        url = database or f"sqlite:///{folder}/stadskennis.sqlite3"
        with serve(Path(folder), url) as address:
            import django

            django.setup()
            pages, cookies = make_world()
            ledger, errors = Ledger(left=saves), []
            editors = [Editor(number, address, pages, one, ledger, errors) for number, one in enumerate(cookies)]
            began = time.monotonic()
            for editor in editors:
                editor.start()
            for editor in editors:
                editor.join()
            seconds = time.monotonic() - began
            time.sleep(SETTLE)
            return {**judge(ledger), "errors": errors, "seconds": round(seconds)}


def measure() -> dict:
    """Return the figures on SQLite, and on PostgreSQL where its programs are there."""
    from tests.config import postgresql

    found = {"sqlite": _in_process("")}
    if any(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl")):
        with postgresql.serve() as database:
            found["postgresql"] = _in_process(database)
    return found


def _in_process(database: str) -> dict:
    command = [sys.executable, "-m", "bench.saves", database]
    environment = dict(os.environ, PYTHONPATH=f"{ROOT}:{ROOT / 'site'}")
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    print(json.dumps(run_on(sys.argv[1], int(os.environ.get("SAVES", SAVES)))))
