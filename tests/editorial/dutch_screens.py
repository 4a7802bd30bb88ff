"""What people read in answers of the editing screens, and which of it is not Dutch."""

import re
from functools import cache

from django.utils.translation import trans_real

from tests import dutch

# Developers' pages, and answers that are not for people.
SKIPPED = re.compile(
    r"styleguide|jsi18n|/api/|/sprite/|error_test|/test404|\.js$|/preview|/generate_url|/export|xlsx|/download"
)
# Put together in the code of wagtail-localize, Wagtail and their data, where nothing can translate them without a patch of the view.
LEFT = re.compile(
    r"Enabled|\w+: locale|(Root page|Page)|Sync from|Site name|(Source|Target) locale|\d+ locales|Translation|\d+ translations?|\d+ pages( \+ \d+ others)?|Moderators approval|English|Task type"
)
# Wagtail's model of languages has no name that can be translated; its own screens and the rights of groups call it by that.
_LEFT_AT = {"/beheer/locales/": {"Locale", "Locales"}, "/beheer/groups/": {"Locale"}}
_FACTORY_TITLE = re.compile(
    r"Welcome to your new Wagtail site!|lijst-[a-z]+page|\b[A-Z][a-z]+(?:[A-Z][a-z]+)* \d+\b|gebruiker\d+"
)


def read(response) -> list[str]:
    """Return the texts of a response that people see."""
    kind = response.get("Content-Type", "")
    if response.status_code >= 500 or response.status_code in (301, 302):
        return []
    if "json" in kind:
        return dutch.read_json(response.content.decode())
    return dutch.read_html(response.content.decode()) if "html" in kind else []


@cache
def english_messages() -> dict[str, str]:
    """Return {English message: Dutch} of all catalogues, where the two differ and the English has a space."""
    catalogue = trans_real.translation("nl")
    found = {}
    for key in catalogue._catalog.keys():  # noqa: SIM118 -- no mapping
        text = key[0] if isinstance(key, tuple) else key
        text = text.rsplit("\x04", 1)[-1]
        if " " in text and "%" not in text and "{" not in text and text:
            found[text] = str(catalogue.gettext(text))
    shown = set(found.values())
    return {key: value for key, value in found.items() if key not in shown}


def find_english(responses: dict) -> dict[str, dict]:
    """Return {address: words that are not Dutch}, each word once."""
    seen, found = set(), {}
    for address, response in responses.items():
        left = {text for start, texts in _LEFT_AT.items() if address.startswith(start) for text in texts}
        texts = [
            _FACTORY_TITLE.sub(" ", text) for text in read(response) if not LEFT.fullmatch(text) and text not in left
        ]
        foreign = {word: text for word, text in dutch.find_foreign(texts).items() if word.lower() not in seen}
        foreign |= {text: text for text in texts if text in english_messages() and text not in seen}
        seen |= {word.lower() for word in foreign} | foreign.keys()
        if foreign:
            found[address] = foreign
    return found
