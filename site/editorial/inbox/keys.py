"""Names of what is told: two notices with the same key tell the same thing, in whatever language it is read."""

import hashlib
import re
from dataclasses import replace

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import translation

from core.extensions import OpenWork, open_work_finders
from editorial.inbox.models import Notice

ASKED = "asked:"  # begins the key of what a user is asked to look at, after the step began


def name_asked(state) -> str:
    """Return the key of the question to look at the step of a task state: asked of a user once."""
    return f"{ASKED}{state.pk}"


def find_named_work(user) -> dict[str, OpenWork]:
    """Return the open work that other apps have for a user by its key, with the notes in the active language.

    The keys are made of the notes in the language of the site; only in another one the finders are asked twice.
    """
    found = _find_work(user)
    if translation.get_language() == settings.LANGUAGE_CODE:
        return {_name_work(one): one for one in found}
    with translation.override(settings.LANGUAGE_CODE):
        named = _find_work(user)
    # The same work in the same order, unless somebody did some of it meanwhile.
    pairs = zip(named, found, strict=False)
    return {_name_work(one): other for one, other in pairs if one.page.pk == other.page.pk}


def add_occasions() -> None:
    """Name the notices of before, whose keys had no occasion, after the work that waits now: it is not told again."""
    told = Notice.objects.filter(kind=Notice.Kind.WORK)
    with translation.override(settings.LANGUAGE_CODE):  # in which keys are made
        for user in get_user_model().objects.filter(pk__in=told.values("user")):
            own = told.filter(user=user)
            for key, work in find_named_work(user).items():
                if work.occasion and not own.filter(key=key).exists():
                    own.filter(key=_name_work(replace(work, occasion=""))).update(key=key)


def _find_work(user) -> list[OpenWork]:
    return [replace(work, note=str(work.note)) for find in open_work_finders for work in find(user)]


def _name_work(work: OpenWork) -> str:
    """Return the key of open work; numbers in its note may change without making it news, another occasion makes it so."""
    words = re.sub(r"\d+", "#", work.note) + (f"\n{work.occasion}" if work.occasion else "")
    return f"work:{work.page.pk}:{hashlib.sha256(words.encode()).hexdigest()[:16]}"
