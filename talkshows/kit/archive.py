"""The whole kit as one ZIP file: each language in a folder of its own."""

import io
import zipfile
from collections.abc import Mapping

from talkshows.kit.artwork import PICTURES, describe_picture
from talkshows.kit.embedding import write_snippet
from talkshows.kit.facts import KitFacts
from talkshows.kit.texts import write_file

EPOCH = (1980, 1, 1, 0, 0, 0)  # the same kit gives the same bytes


def pack(kits: Mapping[str, tuple[KitFacts, Mapping[str, bytes]]], calendar: bytes) -> bytes:
    """Return the ZIP file of {language: (facts, drawn files)}; `calendar` is the iCalendar file, empty without a date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        for language, (facts, drawn) in kits.items():
            texts = {
                "text.txt": write_file(facts),
                "alt.txt": "\n".join(f"{file.name}\n{describe_picture(facts, file)}\n" for file in PICTURES),
                "embed.html": write_snippet(facts) + "\n",
            }
            for name, data in {
                **drawn,
                **{name: text.encode("utf-8", "replace") for name, text in texts.items()},
            }.items():
                _add(files, f"{language}/{name}", data)
        if calendar:
            _add(files, "agenda.ics", calendar)
    return out.getvalue()


def _add(files: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
    files.writestr(entry, data)
