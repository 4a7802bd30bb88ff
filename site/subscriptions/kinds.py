"""Kinds of subscriptions: apps add theirs to `kinds` in their `extensions.py`; the form, links and mails are the same for all."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from media.extensions import Registry


@dataclass(frozen=True)
class Offer:
    """What a reader subscribes to, in sentences of the active language.

    `name` stands in lists and subjects; `lead` says what comes and how often; `question` asks for the confirmation and
    `promise` follows on it; `request` begins the confirmation mail, and `details` are lines below it: what, when, where.
    `back` is the address of what it is about.
    """

    name: str
    lead: str
    question: str
    promise: str
    request: str
    back: str
    back_label: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Message:
    """A mail in plain text, without its last lines about ending it; `html` is the same for programs that show it."""

    title: str
    body: str
    html: str = ""


@dataclass(frozen=True)
class Outcome:
    """What follows from looking at a subscription: a message or none, what was told then, when to look again.

    `due_at` of a look lies after now: one that does not is postponed. `is_over`: nothing more can come, and the address is
    deleted.
    """

    told: Any
    message: Message | None = None
    due_at: datetime | None = None
    is_over: bool = False


class Kind(ABC):
    """A kind of mail that readers can ask for. Its `name` is stored, and never changes.

    `path` is the route of its form below the root of the language, empty for a kind whose app has a route of its own;
    `chosen_at` names the URL where readers choose a subject, for who comes to the form without one.
    """

    name: str
    path: str | Promise = ""
    title: str | Promise  # heading of the form
    chosen_at = "whats_new"

    @abstractmethod
    def read_subject(self, request, **kwargs) -> str | None:
        """Return the subject that the address of a form names, None for none; raise Http404 where there is no such thing."""

    @abstractmethod
    def get_url(self, subject: str) -> str:
        """Return the path of the form for a subject."""

    @abstractmethod
    def make_offer(self, subject: str) -> Offer | None:
        """Return what is offered in the active language, or None when nothing can come any more."""

    @abstractmethod
    def start(self, subscription) -> Outcome:
        """Return what counts as told when the reader confirms, and when to look first; called in the reader's language."""

    @abstractmethod
    def look(self, subscription) -> Outcome:
        """Return what there is to tell now; called when the subscription is due, in the reader's language."""


kinds: Registry[Kind] = Registry()


def get_kind(name: str) -> Kind | None:
    """Return the kind of a name, None for one of an app that is gone."""
    return next((kind for kind in kinds if kind.name == name), None)
