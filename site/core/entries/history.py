"""Corrections of an entry, and whether the version before each may be read.

Apps add checks to `core.extensions.version_refusals`. The page of a refused version answers 410, and its files are not
served.
"""

import json

from core.entries.redactions import find_redactions
from core.extensions import version_refusals
from core.models.superseded_version import EarlierVersion


def find_correction(entry, version: EarlierVersion):
    """Return the correction of the public `entry` that superseded `version` if that may be read, else None."""
    blocks = {block.id: block.value for block in entry.corrections}
    before = {block["id"] for block in json.loads(version.content.get("corrections") or "[]")}
    since = [value for key, value in blocks.items() if key not in before]
    # A mistake that may not be read any more is in this version too, whichever correction superseded it.
    if version.correction not in blocks or not all(value["keep"] for value in since):
        return None
    refused = _is_redacted(entry) or any(check(entry, version) for check in version_refusals)
    return None if refused else blocks[version.correction]


def _is_redacted(entry) -> bool:
    """Return whether consent was withdrawn in this entry: earlier versions hold the text that is redacted now."""
    if not hasattr(entry, "_redacted"):
        entry._redacted = bool(find_redactions([entry.translation_key]))  # one query for all versions
    return entry._redacted


def list_corrections(entry) -> list[dict]:
    """Return the corrections of an entry as dicts, newest first; no query without corrections.

    Keys: `date`, `was`, `now` and `version`: the version before it if it may be read, else None.
    """
    noted = list(entry.corrections)
    if not noted:
        return []
    versions = {version.correction: version for version in entry.earlier_versions.all()} if entry.pk else {}
    found = []
    for block in noted:
        version = versions.get(block.id)
        if version is not None:
            version.entry = entry
        readable = version is not None and find_correction(entry, version) is not None
        found.append({"date": block.value["date"], "was": block.value["was"], "now": block.value["now"],
                      "version": version if readable else None})  # fmt: skip
    return sorted(found, key=lambda row: row["date"], reverse=True)
