"""Walks of editors in a real browser on a real server, with real pauses: `make bench ONLY=autosave` (about ten minutes).

Each walk opens a page by its edit address, types, waits for the autosave, pauses for longer than anybody's patience with
a running request, and presses a button. Then the database is read beside the screen. In half as many walks more a second
editor saves the page meanwhile: the button is refused, the form keeps what was typed, and nothing happens behind it.
"""

import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAUSE = 12  # seconds between autosave and button
PORT = 8147
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ROLES = {"save": "student", "submit": "student", "approve": "researcher", "publish": "chief_editor"}
CHANCES = 5  # walks per button; the first of them autosaves once, the second twice, and so on


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Prepare a site with the example content in `folder` and serve it as `make run` does; yield its address."""
    address = f"http://127.0.0.1:{PORT}"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.production", "VAR_DIR": str(folder), "PORT": str(PORT),
        "SITE_URL": address, "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }  # fmt: skip
    os.environ.pop("DATABASE_URL", None)
    if not (folder / "secret-key").exists():
        (folder / "log").mkdir(parents=True, exist_ok=True)
        (folder / "secret-key").write_text(secrets.token_urlsafe(64))
        subprocess.run([sys.executable, ROOT / "scripts" / "prepare.py"], cwd=ROOT, check=True)
    server = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=ROOT)
    try:
        wait_for(f"{address}/-/alive")
        yield address
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str) -> None:
    """Return when a server answers; raise TimeoutError after two minutes."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(url)


def make_case(number: str, action: str):
    """Return a draft of the student that waits for `action`."""
    from django.contrib.auth import get_user_model

    from core.models import EntryPage
    from knowledge.models import CasePage

    student = get_user_model().objects.get(username=read_logins()["student"]["username"])
    parent = EntryPage.objects.filter(content_type__model="casepage", locale__language_code="nl").first().get_parent()
    page = CasePage(
        title=f"Loop {number}", slug=f"loop-{number}", lead="Zo begon het.", question="Wat?", live=False, owner=student,
        locale=parent.locale,
    )  # fmt: skip
    parent.add_child(instance=page)
    page.save_revision(user=student)
    if action == "approve":
        page.get_workflow().start(page, student)
    return page


def read_logins() -> dict:
    """Return the demo logins of the site that is served."""
    return json.loads((Path(os.environ["VAR_DIR"]) / "demo-logins.json").read_text())


def read_state(page) -> dict:
    """Return what the database says of a page: live, where it is in the workflow, its lead, the actions in the log."""
    from wagtail.models import PageLogEntry

    from knowledge.models import CasePage

    page = CasePage.objects.get(pk=page.pk)
    task = page.current_workflow_task_state
    done = PageLogEntry.objects.filter(page=page).exclude(action__in=("wagtail.edit", "wagtail.create"))
    return {
        "live": page.live,
        "task": task.task.name if task else None,
        "lead": page.get_latest_revision_as_object().lead,
        "done": sorted(done.values_list("action", flat=True)),
    }


def sign_in(browser, address: str, role: str):
    """Return a browser context in which the demo login of a role is signed in."""
    context = browser.new_context(viewport={"width": 1280, "height": 1200}, locale="nl-NL")
    context.set_default_timeout(60_000)
    page, login = context.new_page(), read_logins()[role]
    page.goto(f"{address}/beheer/login/")
    page.fill("[name=login]", login["username"])
    page.fill("[name=password]", login["password"])
    page.click("button.button")
    page.wait_for_url(re.compile("/beheer/$"))
    page.close()
    return context


def is_save(response, background: bool) -> bool:
    """Return whether a response answers an autosave (`background`) or a button of an edit form."""
    request = response.request
    return (
        request.method == "POST"
        and re.search(r"/pages/\d+/edit/$", request.url) is not None
        and ("json" in request.headers.get("accept", "")) is background
    )


def open_form(context, address: str, page):
    """Open a page by its edit address; return the tab once its script watches the form."""
    tab = context.new_page()
    tab.goto(f"{address}/beheer/pages/{page.pk}/edit/")
    tab.wait_for_timeout(2500)
    return tab


def type_lead(tab, words: str) -> int:
    """Type words into the lead and wait for the autosave; return its status."""
    with tab.expect_response(lambda response: is_save(response, True)) as saved:
        tab.locator("#id_lead").press("Control+End")
        tab.keyboard.type(f" {words}")
    return saved.value.status


def press(tab, action: str) -> int:
    """Press a button of the form as somebody does, also when Wagtail asks "really?"; return the status of its answer."""
    names = {
        "save": "button.action-save",
        "approve": "[data-workflow-action-name=approve]:not([data-workflow-action-modal-url])",
    }
    button = tab.locator(names.get(action, f"[name=action-{action}]")).first
    if not button.is_visible():
        tab.locator(".footer__container [data-w-dropdown-target='toggle']").last.click()
    with tab.expect_response(lambda response: is_save(response, False)) as answered:
        button.click()
        confirm = tab.locator("[data-w-dialog-target='confirm']")
        if confirm.count() and confirm.first.is_visible():
            confirm.first.click()
    tab.wait_for_load_state()
    return answered.value.status


def expect(action: str) -> dict:
    """Return what the database says after a button was carried out."""
    # An own change is published by somebody else: the button leaves it as a draft and says so.
    approved = {"save": (False, None), "submit": (False, "Blik van de onderzoeker"), "publish": (False, None)}
    live, task = approved.get(action, (False, "Eindredactie"))
    return {"live": live, "task": task}


def walk_alone(browser, address: str, action: str) -> list[str]:
    """Walk with one button in several tabs at once; return one line for each walk that was refused or not carried out."""
    context, wrong = sign_in(browser, address, ROLES[action]), []
    pages = [make_case(f"{action}-{number}", action) for number in range(CHANCES)]
    tabs = [open_form(context, address, page) for page in pages]
    for number, tab in enumerate(tabs):
        for turn in range(number + 1):
            tab.bring_to_front()
            type_lead(tab, f"Woorden {turn}.")
    time.sleep(PAUSE)
    for number, (page, tab) in enumerate(zip(pages, tabs, strict=True)):
        tab.bring_to_front()
        if number == CHANCES - 1:
            tab.locator("#id_lead").press("Control+End")
            tab.keyboard.type(" Vlak voor de knop.")  # its autosave is underway, or never begins
        status, state = press(tab, action), read_state(page)
        if status != 302 or {name: state[name] for name in ("live", "task")} != expect(action):
            wrong.append(f"{action} {number}: {status} {state}")
        if f"Woorden {number}." not in state["lead"]:
            wrong.append(f"{action} {number}: words lost, {state['lead']}")
    context.close()
    return wrong


def walk_together(browser, address: str, action: str, number: int) -> list[str]:
    """Let another editor save meanwhile; return one line for each thing that happened behind the refusal or was lost."""
    page = make_case(f"{action}-samen-{number}", action)
    mine = sign_in(browser, address, ROLES[action])
    theirs = sign_in(browser, address, "administrator")
    tab, other = open_form(mine, address, page), open_form(theirs, address, page)
    type_lead(other, "Van de ander.")
    time.sleep(PAUSE)
    before = read_state(page)
    tab.locator("#id_lead").press("Control+End")
    tab.keyboard.type(" Van mij.")
    tab.wait_for_timeout(2000)  # an autosave is refused
    status, wrong = press(tab, action), []
    tab.wait_for_timeout(3000)
    if status != 409 or "Van mij." not in tab.locator("#id_lead").input_value():
        wrong.append(f"{action}: {status}, {tab.locator('#id_lead').input_value()}")
    if "niet bewaard" not in tab.locator(".messages").first.inner_text():
        wrong.append(f"{action}: the screen says {tab.locator('.messages').first.inner_text()}")
    if read_state(page) != before:
        wrong.append(f"{action}: {before} became {read_state(page)}")
    mine.close()
    theirs.close()
    return wrong


def measure() -> dict:
    """Do all walks on a site of their own; print and return the figures."""
    from playwright.sync_api import sync_playwright

    folder = Path(os.environ.get("WALKS_DIR") or tempfile.mkdtemp(prefix="stadskennis-walks-"))
    with serve(folder) as address, sync_playwright() as playwright:
        import django

        django.setup()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        alone = [line for action in ROLES for line in walk_alone(browser, address, action)]
        together = [
            line for action in ROLES for number in range(2) for line in walk_together(browser, address, action, number)
        ]
        browser.close()
    walks = len(ROLES) * CHANCES
    print(f"false conflicts: {len(alone)} of {walks}, actions behind a refusal: {len(together)}", file=sys.stderr)
    return {
        "walks": walks,
        "pause": PAUSE,
        "wrong": alone,
        "with another editor": 2 * len(ROLES),
        "behind a refusal": together,
    }
