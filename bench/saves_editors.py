"""The eight editors of `bench.saves`, and what is said of their saves. Imported once Django is set up."""

import json
import random
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.utils.html import strip_tags
from wagtail.models import Page, PageSubscription
from wagtail.test.utils.form_data import rich_text

from core.models import EntryPage
from editorial.groups import STUDENT
from editorial.models import CoAuthor
from knowledge.models import CasePage
from tests.editorial.forms import posted

EDITORS, PAGES = 8, 4
PAUSE = 0.25  # seconds at most between reading and saving
SETTLE = 2  # seconds after which an answer that is on its way has come


@dataclass
class Ledger:
    """What the server said: accepted marks with the time of their answer, and refusals."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    accepted: dict[int, list[tuple[float, str, int]]] = field(default_factory=dict)  # {page: [(time, mark, editor)]}
    refused: list[tuple[int, int, float]] = field(default_factory=list)  # (page, editor, time of reading)
    wrong: list[str] = field(default_factory=list)
    left: int = 0

    def take(self) -> bool:
        """Take one of the saves that are left."""
        with self.lock:
            self.left -= 1
            return self.left >= 0


def make_world() -> tuple[list, list]:
    """Return the ids of the pages, and (user, cookies) of each editor: students, who share the drafts of the first of them."""
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
    return pages, list(zip(users, cookies, strict=True))


class Editor(threading.Thread):
    """Somebody who reads, adds a mark and saves, until no save is left."""

    def __init__(self, number: int, address: str, pages: list, user, cookies: dict, ledger: Ledger, errors: list):
        super().__init__()
        self.user = user
        self.number, self.address, self.pages, self.ledger, self.errors = number, address, pages, ledger, errors
        self.cookies = dict(cookies)
        self.random = random.Random(number)
        self.count = 0

    def run(self):
        """Save until no save is left; an error of the bench itself is kept for the end."""
        try:
            self.ask(f"{self.address}/beheer/pages/{self.pages[0]}/edit/")  # sets the cookie of the token
            while self.ledger.take():
                self.save_once()
        except Exception as error:
            self.errors.append(repr(error))
        finally:
            connection.close()

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

    def read(self, page: int) -> dict:
        """Return what the form of a page would send, as the page stands now: made by the form itself, not drawn."""
        row = Page.objects.select_related("latest_revision").get(pk=page)
        version = row.latest_revision
        instance = version.as_object()
        form_class = type(instance).get_edit_handler().get_form_class()
        subscription = PageSubscription(page=instance, user=self.user)
        form = form_class(
            instance=instance, for_user=self.user, parent_page=row.get_parent(), subscription=subscription
        )
        known = {"loaded_revision_id": version.pk, "loaded_revision_created_at": version.created_at.isoformat()}
        return {**posted(form), **known, "read": instance.approach, "csrfmiddlewaretoken": self.cookies["csrftoken"]}

    def save_once(self):
        """Read a page and save it, with a button or twice in the background, as one save of the thousand."""
        page = self.random.choice(self.pages)
        began = time.monotonic()
        data = self.read(page)
        url = f"{self.address}/beheer/pages/{page}/edit/"
        time.sleep(self.random.random() * PAUSE)
        self.count += 1
        mark = f"m{self.number}x{self.count}"
        data["approach"] = rich_text(f"<p>{strip_tags(data.pop('read'))} {mark}</p>")
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


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        """Return None: a redirect is an answer."""


NO_REDIRECT = urllib.request.build_opener(_NoRedirect)


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


def run(address: str, saves: int) -> dict:
    """Let the editors save so many times on the site at `address`; return the figures."""
    pages, people = make_world()
    ledger, errors = Ledger(left=saves), []
    editors = [Editor(number, address, pages, *one, ledger, errors) for number, one in enumerate(people)]
    began = time.monotonic()
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join()
    seconds = time.monotonic() - began
    time.sleep(SETTLE)
    return {**judge(ledger), "errors": errors, "seconds": round(seconds)}
