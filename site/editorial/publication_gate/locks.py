"""The lock of a page: a page waits for a decision, is planned, or is locked by a colleague. Asked by the receivers of the gate."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.acting import RefusedError, get_act
from core.plain_text import to_text


class LockedError(RefusedError):
    """A page is locked for who wants to change it."""


def require_unlocked(page: Page | None) -> None:
    """Raise LockedError when the form of `page` is locked for the acting user."""
    act = get_act()
    lock = page.get_lock() if act is not None and page is not None else None
    if act is None or page is None or lock is None or not lock.for_user(act.user):
        return
    reason = to_text(str(lock.get_message(act.user) or _("This page is locked; somebody else is working on it.")))
    raise LockedError(
        _("%(reason)s Nothing was saved.") % {"reason": reason.rstrip(".") + "."},
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        label=_("To the page"),
    )


def find_translated_page(key, locale_id: int) -> Page | None:
    """Return the page with translation key `key` in a language, or None (also for records, and while it is deleted)."""
    act = get_act()
    if act is None or key in act.deleted:
        return None
    return Page.objects.filter(translation_key=key, locale_id=locale_id).first()
