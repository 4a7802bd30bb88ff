"""Messages for editors about the state and accessibility of a PDF."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.models.pdf import PdfFacts

State = PdfFacts.State


def describe_state(facts: PdfFacts | None) -> str:
    """Return a message about the state of reading."""
    if facts is None or facts.state == State.WAITING:
        return _("The text is still being read. Look again in a minute.")
    if facts.state == State.READ:
        read = ngettext(
            "The text of %(number)d page was read.", "The text of %(number)d pages was read.", facts.page_count
        )
        return read % {"number": facts.page_count}
    return {
        State.SCANNED: _("This is a scan: pictures of pages, without text. Search does not find its words. Make the PDF again from its source, or let a text recogniser (OCR) read it."),
        State.ENCRYPTED: _("This PDF is locked with a password, so its text cannot be read. Save it without one and upload that."),
        State.BROKEN: _("This PDF is damaged, so its text cannot be read. Save it again and upload that."),
        State.EMPTY: _("There is nothing in this PDF: no text and no pictures."),
        State.TOO_LARGE: _("This PDF is too large or too heavy to read. Make it smaller, or upload it in parts."),
        State.TOO_SLOW: _("Reading this PDF took too long and was stopped. Save it again, or upload it in parts."),
    }[State(facts.state)]  # fmt: skip


def find_faults(facts: PdfFacts | None, language: str = "") -> list[str]:
    """Return messages about accessibility problems; `language` is the language that the editor chose."""
    if facts is None or facts.state == State.WAITING:
        return []
    if facts.state != State.READ:
        return [describe_state(facts)]
    found = []
    if not facts.tagged:
        found.append(_("This PDF is not accessible: it has no tags, so a screen reader does not know what is a heading or a list. "
                       "Save it from its source with “tags for accessibility” on. Until then readers see that it is not."))  # fmt: skip
    if facts.bare_pages:
        bare = ngettext("On %(number)d page there is no text, perhaps a scan.", "On %(number)d pages there is no text, perhaps scans.",
                        facts.bare_pages)  # fmt: skip
        found.append(bare % {"number": facts.bare_pages})
    if language and facts.language and facts.language != language:
        found.append(_("The text looks English, and the language is set to Dutch.") if facts.language == "en"
                     else _("The text looks Dutch, and the language is set to English."))  # fmt: skip
    return found
