"""Fills in the public forms of questions and offers as a reader without script does."""

import re

from core.forms.protected import make_token
from knowledge.models import Submission

DEMAND, OFFER = "/vraag-en-aanbod/nieuwe-vraag/", "/vraag-en-aanbod/nieuw-aanbod/"
EMAIL = "vera.vraagt@wijk.example"
STEPS = {
    DEMAND: [
        {"title": "Schone portieken", "question": "Hoe blijft ons portiek schoon?", "why": "Er staan fietsen.\n\nVeel.",
         "help": ["hands", "design"]},
        {"asked_by": "Bewoners van de Wissel", "level": "mbo", "students": "3", "start": "2090-02-01", "end": "2090-06-30"},
        {"provides": ["room"], "provides_note": "Een schuur"},
    ],
    OFFER: [
        {"form": "course", "title": "Vak zoekt vraag", "lead": "Dertig studenten zoeken een plein.", "help": ["design"]},
        {"offered_by": "Opleiding Ruimte", "level": "hbo", "students": "30", "ec": "15"},
        {"conditions": "Koffie om tien uur."},
    ],
}  # fmt: skip
CONTACT = {"email": EMAIL, "name": "Vera Geheim", "agreed": "on"}


def post(client, path: str, values: dict, **headers):
    """Post values to a form with a token of its own."""
    return client.post(path, {"token": make_token(path), **values}, **headers)


def begin(client, path: str = DEMAND, **changes) -> str:
    """Post the first step; return the address of the second."""
    response = post(client, path, {**STEPS[path][0], **changes})
    assert response.status_code == 303, response.text
    return response["Location"]


def fill(client, path: str = DEMAND) -> str:
    """Post all steps; return the address of the last, in which the whole is looked at."""
    at = begin(client, path)
    for values in STEPS[path][1:]:
        response = post(client, at, values)
        assert response.status_code == 303, response.text
        at = response["Location"]
    return at


def links(message) -> list[str]:
    """Return the paths of a mail's links."""
    return [re.sub(r"^https?://[^/]+", "", url) for url in re.findall(r"https?://\S+", message.body)]


def bring_in(client, mailbox, work, path: str = DEMAND) -> tuple[Submission, str]:
    """Fill in, send and confirm; return the submission and the path of its private page."""
    assert post(client, fill(client, path), CONTACT).status_code == 303
    work()
    [confirm] = [link for link in links(mailbox[-1]) if "~" in link]
    assert client.post(confirm).status_code == 200
    work()
    [own] = [link for link in links(mailbox[-1]) if "~" in link]
    return Submission.objects.get(), own
