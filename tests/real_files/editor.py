"""The rich text editor on a page of its own in Chromium: no server, no database, real paste events."""

import contextlib
import json
import mimetypes
import os
import shutil
from contextlib import contextmanager

from django.contrib.staticfiles import finders
from django.core.serializers.json import DjangoJSONEncoder
from playwright.sync_api import TimeoutError, sync_playwright
from wagtail.admin.rich_text import DraftailRichTextArea

from core.blocks.text import TEXT_FEATURES
from editorial.paste import get_paste_script
from tests.browser.conftest import FLAGS

ADDRESS = "http://editor.test/"
SCRIPTS = ["vendor/jquery-3.6.0.min.js", "core.js", "vendor.js", "wagtailadmin.js", "draftail.js"]
PASTE = """(given) => {
  const target = document.querySelector('[contenteditable=true]');
  target.focus();
  const data = new DataTransfer();
  data.setData('text/html', given.html);
  data.setData('text/plain', given.text);
  target.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""
READ = """() => ({
  value: document.getElementById('text').value,
  notice: [...document.querySelectorAll('[data-paste-notice]')].map((one) => one.innerText).join(' ').trim(),
})"""


def make_page(features) -> str:
    """Return the HTML of a page with one editor."""
    options = json.dumps(DraftailRichTextArea(features=features).options, cls=DjangoJSONEncoder)
    strings = json.dumps(
        {"CSRF_HEADER_NAME": "x", "CSRF_TOKEN": "x", "ADMIN_URLS": {}, "I18N_ENABLED": True, "LOCALES": []}
    )
    scripts = "".join(f'<script src="/static/wagtailadmin/js/{name}"></script>' for name in SCRIPTS)
    return (
        '<!doctype html><html lang="nl"><body>'
        f'<script id="wagtail-config" type="application/json">{strings}</script>'
        "<script>window.comments = undefined; window.gettext = (text) => text; window.ngettext = (one, many) => many;"
        "window.pgettext = (context, text) => text; window.interpolate = (text) => text; window.get_format = () => '';</script>"
        f"{scripts}{get_paste_script()}"
        '<form><label for="text">Tekst</label><div id="place"><input type="hidden" id="text" name="text" value="null"></div></form>'
        f"<script>window.draftail.initEditor('#text', {options}, document.getElementById('text'));</script></body></html>"
    )


class PasteEditor:
    """One open editor; `paste()` starts with an empty one each time."""

    def __init__(self, page, features):
        self.page, self.html, self.errors = page, make_page(features), []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.route("**/*", self._answer)

    def _answer(self, route):
        path = route.request.url.removeprefix(ADDRESS)
        if not path:
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
            return
        found = finders.find(path.split("?")[0].removeprefix("static/"))
        if found:
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0] or "text/plain")
        else:
            route.fulfill(status=404, body="")

    def paste(self, html: str, text: str = "") -> tuple[list[dict], str]:
        """Paste HTML; return the blocks of the content state and the notice."""
        self.page.goto(ADDRESS)
        self.page.locator("[contenteditable=true]").wait_for()
        self.page.evaluate(PASTE, {"html": html, "text": text or "zonder opmaak"})
        with contextlib.suppress(TimeoutError):  # nothing was pasted
            self.page.wait_for_function("() => document.getElementById('text').value.length > 10", timeout=3000)
        self.page.wait_for_timeout(120)  # the editor stores its value after a moment
        answer = self.page.evaluate(READ)
        value = json.loads(answer["value"]) if answer["value"] else None
        return (value or {"blocks": []})["blocks"], answer["notice"]


@contextmanager
def open_editor(features=TEXT_FEATURES, browser=None):
    """Yield a PasteEditor; in a browser of its own when none is given."""
    if browser is not None:
        page = browser.new_page()
        yield PasteEditor(page, features)
        page.close()
        return
    with sync_playwright() as playwright:
        own = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=FLAGS
        )
        yield PasteEditor(own.new_page(), features)
        own.close()
