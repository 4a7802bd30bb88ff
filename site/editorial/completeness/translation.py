"""What is not translated yet of an entry that is a translation."""

from collections.abc import Iterator

from django.utils.translation import ngettext

from core.entries.findings import Finding
from editorial.translation_gate import count_untranslated_segments


def check_translation(entry) -> Iterator[Finding]:
    """Yield how many texts of a translation still stand in the language of its source."""
    missing, _number = count_untranslated_segments(entry) if entry.pk else (0, 0)
    if missing:
        text = ngettext(
            "%(number)d text is not translated yet; readers see it in the language of the original.",
            "%(number)d texts are not translated yet; readers see them in the language of the original.", missing,
        )  # fmt: skip
        yield Finding("untranslated", text % {"number": missing})
