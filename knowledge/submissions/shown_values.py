"""What the form of a change showed, signed in the form itself: what the board wrote meanwhile is no change of the owner.

A version of the page would not do: while the board writes, its newest version is written over.
"""

import hashlib
import json
from decimal import Decimal

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

from directory.localisation import get_locale
from directory.models import Place, Theme

FIELD = "shown"  # name of the hidden field
SALT = "knowledge.shown_values"
RECORDS = ("place", "themes")  # kept as they are: which of them the form offers depends on its language


def sign(values: dict) -> str:
    """Return what a form shows, from `read_text`, as a signed text for its hidden field."""
    return signing.dumps(_keep(values), salt=SALT, compress=True)


def is_signed(signed: str) -> bool:
    """Return whether a text is one that `sign` made."""
    return _load(signed) is not None


def find_changed(signed: str, newest: dict, values: dict) -> dict:
    """Return the posted values that are not as the form showed them, to be set on the `newest` ones.

    A form shows one place, plain text, and one language's records; of themes only those are taken off or added that were so
    in the form. Without a valid `signed` the form showed the newest values.
    """
    shown, places, themes = _load(signed) or _keep(newest), _list_keys(Place), _list_keys(Theme)
    shown["place"] = shown["place"] if shown["place"] in places else ""
    shown["themes"] = [key for key in shown["themes"] if key in themes]
    posted = _keep(values)
    changed = {name: value for name, value in values.items() if _sort(posted[name]) != _sort(shown.get(name))}
    if "themes" in changed:
        off = set(shown["themes"]) - set(values["themes"])
        on = [key for key in values["themes"] if key not in {*shown["themes"], *newest["themes"]}]
        changed["themes"] = [*(key for key in newest["themes"] if key not in off), *on]
    return changed


def _load(signed: str) -> dict | None:
    try:
        return signing.loads(signed, salt=SALT)
    except signing.BadSignature:
        return None


def _keep(values: dict) -> dict:
    return {name: value if name in RECORDS else _digest(value) for name, value in values.items()}


def _digest(value) -> str:
    """Return the digest of a value without what a browser changes in it: the ends of lines, the order of choices."""
    if isinstance(value, str):
        value = "\n".join(value.strip().splitlines())
    elif isinstance(value, Decimal):
        value = f"{value.normalize():f}"
    text = json.dumps(_sort(value), cls=DjangoJSONEncoder)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _sort(value):
    return sorted(set(value)) if isinstance(value, list | tuple) else value


def _list_keys(model) -> set[str]:
    return {str(key) for key in model.objects.filter(locale=get_locale()).values_list("translation_key", flat=True)}
