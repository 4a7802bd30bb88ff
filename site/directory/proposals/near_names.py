"""Records whose name is near to a text: shown before a new one is proposed, so that nothing gets there twice."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.contrib.auth.models import AbstractUser

from directory.models.record import Record
from directory.permissions import filter_named

MAX_NEAR = 6
MIN_LIKENESS = 0.78  # of two names as written
MIN_WORD = 4  # letters of a word that two names may share
MIN_PART = 6  # letters of a word that is a part of another one
_WORDS = re.compile(r"[^\W_]+")
# Words that many names have and that tell none apart.
COMMON = frozenset(
    [
        "stichting",
        "vereniging",
        "gemeente",
        "buurt",
        "buurthuis",
        "wijk",
        "school",
        "college",
        "hogeschool",
        "universiteit",
        "lectoraat",
        "centrum",
        "groep",
        "bewoners",
        "bewonersgroep",
        "cooperatie",
        "organisatie",
        "haag",
        "haagse",
        "hague",
        "foundation",
        "municipality",
        "university",
        "group",
        "centre",
    ]
)


def find_near(
    model: type[Record], name: str, locale_id: int, user: AbstractUser, limit: int = MAX_NEAR
) -> list[Record]:
    """Return the records of a kind, proposals included, whose name or other name is near to `name`, the nearest first.

    Of people only those that `user` may read about.
    """
    wanted = fold(name)
    if not wanted:
        return []
    scores: dict[int, float] = {}
    columns = ["pk", "name", *(["other_names"] if _has_other_names(model) else [])]
    records = filter_named(user, model.with_proposals.filter(locale_id=locale_id, refused_at=None))
    for pk, *texts in records.values_list(*columns):
        names = [line for text in texts for line in text.splitlines()]
        score = max((compare(wanted, fold(one)) for one in names), default=0.0)
        if score:
            scores[pk] = score
    nearest = sorted(scores, key=lambda pk: (-scores[pk], pk))[:limit]
    found = model.with_proposals.in_bulk(nearest)
    return [found[pk] for pk in nearest]


def fold(text: str) -> str:
    """Return the words of a text in small letters without accents, with one space between them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORDS.findall("".join(one for one in plain if not unicodedata.combining(one))))


def compare(one: str, two: str) -> float:
    """Return how near two folded names are, 0 for names that are not: the same, an abbreviation, alike, or with a word in common."""
    if not one or not two:
        return 0.0
    if one.replace(" ", "") == two.replace(" ", ""):
        return 2.0
    first, second = one.split(), two.split()
    if _initials(first) == two.replace(" ", "") or _initials(second) == one.replace(" ", ""):
        return 1.5
    likeness = SequenceMatcher(None, one, two).ratio()
    if any(_is_shared(word, other) for word in first for other in second):
        return 1.0 + likeness
    return likeness if likeness >= MIN_LIKENESS else 0.0


def _is_shared(word: str, other: str) -> bool:
    """Return whether two words are the same, or one is a part of the other, as in a compound."""
    if {word, other} & COMMON:
        return False
    shorter, longer = sorted((word, other), key=len)
    return len(shorter) >= MIN_WORD and (word == other or (len(shorter) >= MIN_PART and shorter in longer))


def _initials(words: Iterable[str]) -> str:
    found = [word[0] for word in words]
    return "".join(found) if len(found) > 1 else ""


def _has_other_names(model: type[Record]) -> bool:
    return any(field.name == "other_names" for field in model._meta.concrete_fields)
