"""A page's form in one browser tab: what a browser sends, from the hidden fields to the count of saves."""

import re

from django.urls import reverse

from tests.editorial.forms import posted, without_panels

HIDDEN = re.compile(r'<input type="hidden" name="(loaded_[a-z_]+)" value="([^"]*)"')
JSON = {"Accept": "application/json"}


class Tab:
    """One opened form. `autosave` and `press` send what it holds, changed by their keyword arguments."""

    def __init__(self, client, page):
        self.client = client
        self.url = page if isinstance(page, str) else reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.overwrite = None  # the revision that this tab's autosaves have made
        self.sent = 0
        with without_panels():
            self.read(client.get(self.url))

    def read(self, response) -> None:
        """Take over the form of a response, as a browser that shows it."""
        hidden = dict(HIDDEN.findall(response.content.decode()))
        self.data = {**posted(response.context["form"]), **hidden}

    def autosave(self, extra=None, **values):
        """Save in the background, as Wagtail's script does."""
        self.data |= values
        self.sent += 1
        data = {**self.data, **(extra or {}), "loaded_form_save": self.sent}
        if self.overwrite:
            data["overwrite_revision_id"] = self.overwrite
        return self.receive(self.client.post(self.url, data, headers=JSON))

    def receive(self, response):
        """Do what Wagtail's script does with the answer to an autosave."""
        if response.status_code == 200 and response.json()["success"]:
            answer = response.json()
            self.overwrite = answer["revision_id"]
            self.data |= answer["field_updates"]
            self.url = answer.get("url", self.url)
        return response

    def press(self, action="", **values):
        """Save with a button: "publish", "submit", the name of a workflow's action, or "" for the draft."""
        self.data |= values
        self.sent += 1
        return self.client.post(self.url, {**self.data, **button(action), "loaded_form_save": self.sent})


def button(action: str) -> dict:
    """Return the fields that a button adds to the form."""
    if action in ("approve", "reject"):
        return {"action-workflow-action": "true", "workflow-action-name": action}
    if action == "publish":  # what the editor of these tests typed themselves: with the reason that it takes
        return {"action-publish": "1", "board-reason": "In een test."}
    return {f"action-{action}": "1"} if action else {}
