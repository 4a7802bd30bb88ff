"""What a page may not say to be published: the name of a guest whose consent has ended."""

from django.utils.translation import gettext

from talkshows.consent.stored_text import find_named


def find_naming_errors(page) -> list[tuple[str, str]]:
    """Return (field name, message) pairs for the texts of a page that name such a guest, one for each field and name."""
    restrictions = page.restrictions
    if not restrictions.names:
        return []
    found = {(text.field, text.label, name) for text, name in find_named(page, restrictions.matcher)}
    return [(field, get_naming_message(label, name)) for field, label, name in sorted(found)]


def get_naming_message(label: str, name: str) -> str:
    """Return the error message for a field with the name of a guest whose consent has ended."""
    return gettext(
        "“%(field)s” names %(name)s, who took consent back. Write it without this name, also in another spelling; as long as "
        "the name stands there, this version cannot be published."
    ) % {"field": label, "name": name}
