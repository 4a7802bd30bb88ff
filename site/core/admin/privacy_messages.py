"""Messages above the edit form of a private page."""

from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.entries.privacy import find_exposure

MAX_NAMED = 10


def add_privacy_messages(request, page) -> None:
    """Tell what is private with the page, and which files and pages are still public because something public uses them."""
    text = _(
        "This page is private. Its translations, pages below it, earlier versions, images, PDFs, recordings and captions are private "
        "with it, in lists, search and feeds too."
    )
    messages.info(request, text)
    exposure = find_exposure(page)
    if exposure.files:
        text = _("Still public, because another public page uses it or its collection is public: %(files)s.")
        messages.warning(request, text % {"files": "; ".join(exposure.files[:MAX_NAMED])})
    if exposure.pages:
        titles = [one.get_admin_display_title() for one in exposure.pages[:MAX_NAMED]]
        text = _("Still public, because it does not stand below a private page in its language: %(pages)s.")
        messages.warning(request, text % {"pages": "; ".join(titles)})
