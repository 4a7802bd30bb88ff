"""The Dutch messages of the libraries, as our catalogue mends them: no value is glued to a word or to another value."""

import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.utils.translation import trans_real

VALUE = r"(?:%\(\w+\)[sd]|\{\w*\}|%[sd])"
_GLUED = re.compile(rf"[^\W\d_]{VALUE}|{VALUE}[^\W\d_]|{VALUE}{VALUE}| [.,](?:\s|$)")
_UNSEEN = re.compile(r"</?[a-z][^>]*>|['\"‘’“”]")  # tags, and quotation marks, which are no space


def count_glued(text: str) -> int:
    """Return how often a value stands against a word or a value, or a space before a full stop, as a reader sees it."""
    return len(_GLUED.findall(_UNSEEN.sub("", text)))


def list_pairs(path: Path):
    """Yield (English, Dutch as shown) of every message of a library's catalogue."""
    catalogue = trans_real.translation("nl")._catalog
    for entry in polib.mofile(str(path)):
        prefix = f"{entry.msgctxt}\x04" if entry.msgctxt else ""
        if entry.msgid_plural:
            for number, text in enumerate((entry.msgid, entry.msgid_plural)):
                yield text, catalogue.plural(prefix + entry.msgid, 1 + number) or ""
        else:
            yield entry.msgid, catalogue.get(prefix + entry.msgid) or ""


WORDS = Path(settings.ROOT_DIR) / "site/static/js/translation_words.js"
FOLDERS = [path for config in apps.get_app_configs() if (path := Path(config.path) / "locale/nl/LC_MESSAGES").is_dir()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parents[2].name)
def test_no_value_is_glued_to_a_word(folder):
    pairs = list(list_pairs(folder / "django.mo"))
    assert pairs
    assert [pair for pair in pairs if count_glued(pair[1]) > count_glued(pair[0])] == []


@pytest.mark.parametrize("folder", [folder for folder in FOLDERS if (folder / "djangojs.mo").exists()], ids=str)
def test_messages_of_scripts_that_lost_a_space_are_written_again(folder):
    entries = polib.mofile(str(folder / "djangojs.mo"))
    lost = [
        entry.msgid
        for entry in entries
        if count_glued(entry.msgstr) > count_glued(entry.msgid)
        or (entry.msgid.endswith(" ") and not entry.msgstr.endswith(" "))
    ]
    written = WORDS.read_text(encoding="utf-8")
    assert [message for message in lost if f'"{message}":' not in written] == []
