"""The lock of a page, for every way in: where its form is locked for somebody, so are its versions and translations.

Wagtail asks the lock in the page's form alone. A page waits for a decision, is planned, or is locked by a colleague.
"""

from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

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


@receiver(pre_save, sender=Revision, dispatch_uid="editorial.lock.revision")
def guard_revision(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse a new version, and new content of one, of a locked page."""
    if raw or get_act() is None or (update_fields is not None and "content" not in update_fields):
        return
    if issubclass(instance.content_type.model_class() or object, Page):
        require_unlocked(Page.objects.filter(pk=instance.object_id).first())


@receiver([pre_save, pre_delete], sender=StringTranslation, dispatch_uid="editorial.lock.string")
@receiver([pre_save, pre_delete], sender=SegmentOverride, dispatch_uid="editorial.lock.override")
def guard_text(sender, instance, raw=False, **kwargs) -> None:
    """Refuse a translated text or an own value in a locked translation."""
    if not raw and instance.context_id:
        require_unlocked(find_translated_page(instance.context.object_id, instance.locale_id))


@receiver([pre_save, pre_delete], sender=Translation, dispatch_uid="editorial.lock.translation")
def guard_translation(sender, instance, raw=False, **kwargs) -> None:
    """Refuse to start, stop or end the translation of a locked page."""
    if not raw:
        require_unlocked(find_translated_page(instance.source.object_id, instance.target_locale_id))
