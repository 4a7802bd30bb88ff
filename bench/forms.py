"""Sends 20,000 hostile posts to the forms of questions and offers, and to private links; must give 0 errors and accept none.

Posts come from many networks, with and without a token, in the middle of forms that were begun, with values that are too long,
of another type, repeated, or no text at all. Private links are guessed: broken, of another purpose, signed with another key,
and of submissions that are gone. Afterwards nothing that was private may stand in a public answer or in the log.
"""

import io
import logging
import random
import re
import time
from collections import Counter

NUMBER, LINKS = 20_000, 4_000
SECRET = "canary.geheim@wijk.example"


def measure() -> dict:
    """Return the number of posts by status, errors, accepted links, leaks, rows that stayed, and the slowest post."""
    from core.forms import protected

    log = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(log))
    protected.MIN_AGE = -1  # a robot that waits
    chance, statuses = random.Random(7), Counter()
    page, own = _make_card()
    before = _read(page)
    sender = Sender(chance)
    for at in range(NUMBER):
        sender.post_link(own) if at % (NUMBER // LINKS) == 0 else sender.post_form()
    statuses.update(sender.statuses)
    public = sender.read_public(page)
    return {
        "posts": NUMBER,
        "statuses": dict(sorted(statuses.items())),
        "errors": sender.errors[:5],
        "error_count": len(sender.errors),
        "links_accepted": sender.accepted,
        "card_unchanged": before == _read(page),
        "leaks": [name for name, text in {**public, "log": log.getvalue()}.items() if SECRET in text],
        "rows": _count_rows(),
        "slowest_ms": round(sender.slowest * 1000, 1),
    }


def _make_card():
    from django.utils import timezone

    from knowledge.models import DemandPage, Submission
    from knowledge.submissions import links

    page = DemandPage.objects.live().filter(locale__language_code="nl", state="open").first()
    submission = Submission.objects.create(
        kind="demand", language="nl", email=SECRET, name="Canary", page_id=page.pk, confirmed_at=timezone.now(),
        published_at=timezone.now(),
    )  # fmt: skip
    return page, links.absolute_link(submission, links.OWN, "own_submission")


def _read(page) -> list:
    from knowledge.models import DemandPage

    return [
        *DemandPage.objects.filter(pk=page.pk).values("title", "state", "open_until", "live", "question"),
        page.revisions.count(),
    ]


def _count_rows() -> dict:
    from knowledge.models import DemandPage, OfferPage, Submission, SubmissionForm

    models = (DemandPage, OfferPage, Submission, SubmissionForm)
    return {model.__name__: model.objects.count() for model in models}


class Sender:
    """Sends hostile posts."""

    def __init__(self, chance):
        from django.test import Client

        self.chance, self.client = chance, Client(raise_request_exception=False)
        self.statuses, self.errors, self.accepted, self.slowest = Counter(), [], 0, 0.0
        self.begun = ["/vraag-en-aanbod/nieuwe-vraag/", "/en/demand-and-offers/new-offer/"]

    def post_form(self) -> None:
        """Post hostile values to a form, sometimes good ones so that forms are begun."""
        from core.forms.protected import HONEYPOT, make_token
        from tests.knowledge.submissions.forms import CONTACT, STEPS

        path = self.chance.choice(self.begun)
        steps = [values for kind in STEPS.values() for values in kind]
        values = dict(self.chance.choice([*steps, CONTACT]))
        for name in self.chance.sample(sorted(values), k=self.chance.randrange(len(values) + 1)):
            values[name] = self._value()
        if self.chance.random() < 0.8:
            values["token"] = make_token(path) if self.chance.random() < 0.9 else self._value()
        if self.chance.random() < 0.05:
            values[HONEYPOT] = "x"
        if self.chance.random() < 0.1:
            values["other_language"] = self._value()
        if "email" in values:
            values["email"] = f"{self.chance.randrange(10**6)}@wijk.example"
        response = self._post(path, values)
        if response is not None and response.status_code == 410 and path in self.begun:
            self.begun.remove(path)  # it was sent: hostile posts shall meet forms that are kept
        where = response.headers.get("Location", "") if response is not None else ""
        if re.search(r"/\d+/$", where) and len(self.begun) < 200:
            self.begun.append(where)

    def post_link(self, own: str) -> None:
        """Post to a guessed private link; a redirect or a page that says something was done is an acceptance."""
        path = "/" + own.split("/", 3)[3]
        signed = path.rstrip("/").rsplit("/", 1)[1]
        at = self.chance.randrange(len(signed))
        other = signed[:at] + self.chance.choice("0aZ~-_.") + signed[at + 1 :]
        guess = self.chance.choice([other, signed[:at], signed[::-1], signed + "a", "~" * at, "0" * 36 + signed[36:]])
        if guess == signed or not guess or "/" in guess:
            guess = "x"
        action = self.chance.choice(["", "wijzigen/", "verlengen/", "intrekken/"])
        response = self._post(path.replace(signed, guess) + action, {"title": "Gekaapt"})
        self.accepted += response is not None and response.status_code not in {400, 403, 404, 410, 429}

    def _value(self):
        from tests.hostile import VALUES

        text = self.chance.choice(VALUES)
        text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        return (
            [text, self.chance.choice(["mbo", "9" * 40, "2090-99-99", "<b>", ""])]
            if self.chance.random() < 0.2
            else text
        )

    def _post(self, path: str, values: dict):
        address = ".".join(str(self.chance.randrange(1, 250)) for _ in range(4))
        begin = time.perf_counter()
        try:
            response = self.client.post(path, values, REMOTE_ADDR=address)
        except Exception as error:
            self.errors.append(f"{path}: {type(error).__name__}: {error}")
            return None
        self.slowest = max(self.slowest, time.perf_counter() - begin)
        self.statuses[response.status_code] += 1
        if response.status_code >= 500 or b"Traceback" in response.content:
            self.errors.append(f"{path}: {response.status_code}")
        return response

    def read_public(self, page) -> dict[str, str]:
        """Return the text of the public answers about a card."""
        paths = [page.url, page.get_parent().url, "/feeds/alles.xml", f"{page.url}period.ics", f"/vraag-en-aanbod/{page.pk}/reageren/",
                 "/sitemap.xml", "/zoeken/?q=canary", "/initiatieven/initiatieven.csv",
                 "/kaart/", "/kaart/kaart.geojson", "/vraag-en-aanbod/overzicht.csv"]  # fmt: skip
        return {path: self.client.get(path).content.decode() for path in paths}
