"""Message catalogues without the gettext tools: collect, compile, check.

python scripts/messages.py            collect new messages and compile
python scripts/messages.py --check    exit 1 when a message is missing, empty, fuzzy or not compiled
"""

import ast
import re
import sys
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ["site", "knowledge", "publications", "search", "talkshows"]
CATALOGUES = sorted((ROOT / "site" / "locale").glob("*/LC_MESSAGES/django.po"))
SINGLE = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
_CALL = re.compile(r"\b(?:n?p?gettext|_)\(", re.DOTALL)


def extract_from_python(source: str) -> set[tuple]:
    """Return (context, message, plural) of the calls in Python source."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name in SINGLE and words:
            found.add((None, words[0], None))
        elif name in PLURAL and len(words) > 1:
            found.add((None, words[0], words[1]))
        elif name in CONTEXT and len(words) > 1:
            found.add((words[0], words[1], None))
        elif name == "npgettext" and len(words) > 2:
            found.add((words[0], words[1], words[2]))
    return found


def extract_from_template(source: str, origin: str) -> set[tuple]:
    """Return (context, message, plural) of a template's tags."""
    found = set()
    python = templatize(source, origin=origin)
    for match in _CALL.finditer(python):
        call = _read_call(python, match.start())
        if call:
            found |= extract_from_python(call)
    return found


def _read_call(text: str, start: int) -> str:
    """Return the source of the call that starts at `start`, or an empty string."""
    for end in (position for position in range(start, min(len(text), start + 4000)) if text[position] == ")"):
        try:
            ast.parse(text[start : end + 1].strip())
        except SyntaxError:
            continue
        return text[start : end + 1].strip()
    return ""


def collect() -> set[tuple]:
    """Return all messages of the project."""
    found = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "migrations" not in path.parts:
                found |= extract_from_python(path.read_text(encoding="utf-8"))
    for path in (path for kind in ("html", "txt", "xml") for path in (ROOT / "templates").rglob(f"*.{kind}")):
        found |= extract_from_template(path.read_text(encoding="utf-8"), str(path))
    return found


def merge(catalogue: polib.POFile, messages: set[tuple]) -> None:
    """Add new messages to a catalogue and remove unused ones; translations stay."""
    for entry in [entry for entry in catalogue if key(entry) not in messages]:
        catalogue.remove(entry)
    known = {key(entry) for entry in catalogue}
    for context, message, plural in sorted(messages - known, key=lambda item: (item[1], item[0] or "")):
        entry = polib.POEntry(msgid=message, msgctxt=context, flags=["python-format"] if "%(" in message else [])
        if plural:
            entry.msgid_plural, entry.msgstr_plural = plural, {0: "", 1: ""}
        catalogue.append(entry)
    catalogue.sort(key=lambda entry: (entry.msgid.lower(), entry.msgctxt or ""))


def key(entry: polib.POEntry) -> tuple:
    """Return (context, message, plural) of an entry."""
    return (entry.msgctxt, entry.msgid, entry.msgid_plural or None)


def problems(path: Path, messages: set[tuple]) -> list[str]:
    """Return the problems of a catalogue, one line each."""
    catalogue = polib.pofile(str(path))
    found = [f"not translated: {entry.msgid!r}" for entry in catalogue.untranslated_entries()]
    found += [f"fuzzy: {entry.msgid!r}" for entry in catalogue.fuzzy_entries()]
    known = {key(entry) for entry in catalogue if not entry.obsolete}
    found += [f"not in the catalogue: {message!r}" for _context, message, _plural in sorted(messages - known, key=str)]
    found += [f"no longer used: {message!r}" for _context, message, _plural in sorted(known - messages, key=str)]
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != catalogue.to_binary():
        found.append("not compiled: run make messages")
    return [f"{path.relative_to(ROOT)}: {line}" for line in found]


def main() -> int:
    """Collect or check the messages; return the exit code."""
    if not settings.configured:
        settings.configure()
    messages = collect()
    if "--check" in sys.argv:
        wrong = [line for path in CATALOGUES for line in problems(path, messages)]
        print("\n".join(wrong) or f"{len(messages)} messages, all translated")
        return 1 if wrong else 0
    for path in CATALOGUES:
        catalogue = polib.pofile(str(path), wrapwidth=110)
        merge(catalogue, messages)
        catalogue.save()
        path.with_suffix(".mo").write_bytes(polib.pofile(str(path)).to_binary())
        print(
            f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {len(catalogue.untranslated_entries())} to translate"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
