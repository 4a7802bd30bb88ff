"""The gate at pages and records: no way in makes, changes or takes away what is public without the right to publish.

The receivers stand at the models, below every view, bulk action, API and translation. A draft passes. A record is changed by who may
change its kind, and made public by who decides; who writes entries may propose one, and change it as long as nobody decided on it.

Wagtail asks the lock of a page in its form alone. Here its versions and translations are locked with the form, for every way in.
"""

from functools import cache

from django.apps import apps
from django.db.models.signals import m2m_changed, pre_delete, pre_save
from django.dispatch import receiver
from modelcluster.fields import ParentalKey
from wagtail.models import Comment, Page, PageViewRestriction, Revision
from wagtail.signals import pre_page_move
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from accounts.acting import get_act
from directory.models.record import Record
from directory.proposals.rules import may_propose
from editorial.publication_gate.locks import find_translated_page, require_unlocked
from editorial.publication_gate.rules import (
    DRAFT_FIELDS,
    find_changed_fields,
    has_public_pages,
    may_publish,
    require_permission,
    require_publisher,
)
from editorial.review.four_eyes import require_second_pair


def guard_page(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse to make a page live, to take it off, or to change what readers see of it."""
    if raw or get_act() is None:
        return
    old = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    decided_at = instance.alias_of if old is not None and _is_same_alias(old, instance) else instance
    if may_publish(decided_at):
        if old is not None and _is_publication(old, instance):
            require_second_pair(instance, instance.live_revision)
        return
    if old is None:
        if instance.live:
            require_publisher(instance)
        return
    changed = set(find_changed_fields(old, instance, update_fields)) - DRAFT_FIELDS
    if changed and (old.live or instance.live or (changed & {"slug", "url_path"} and has_public_pages(old))):
        require_publisher(decided_at)


def _is_publication(old: Page, new: Page) -> bool:
    """Return whether another version goes live; a copy of a live page is live before its version is noted."""
    if not new.live or new.live_revision_id == old.live_revision_id:
        return False
    act = get_act()
    match = getattr(act.request, "resolver_match", None) if act is not None else None
    is_new = match is not None and match.view_name == "wagtailadmin_pages:add"
    return is_new or not (old.live and old.live_revision_id is None)


def _is_same_alias(old: Page, new: Page) -> bool:
    """Return whether a page is and stays the alias of another: it follows that page, where it was decided."""
    return new.alias_of_id is not None and old.alias_of_id == new.alias_of_id


def guard_deletion(sender, instance, **kwargs) -> None:
    """Refuse to delete a page that is live or planned."""
    act = get_act()
    if act is None:
        return
    if instance.live or instance.approved_schedule:
        require_publisher(instance)
    act.deleted.add(instance.translation_key)


@receiver(pre_page_move, dispatch_uid="editorial.gate.page_moved")
def guard_move(sender, instance, parent_page_after, **kwargs) -> None:
    """Refuse to move or reorder live pages."""
    if get_act() is not None and has_public_pages(instance):
        require_publisher(instance)
        require_publisher(parent_page_after)


@cache
def _find_parental_key(model) -> ParentalKey | None:
    """Return the field with which rows of `model` belong to a page, or None; comments are the editors' own."""
    if issubclass(model, Comment):
        return None
    keys = [field for field in model._meta.concrete_fields if isinstance(field, ParentalKey)]
    return next((key for key in keys if issubclass(key.related_model, Page)), None)


def _find_live_page(instance) -> Page | None:
    """Return the live page that a row belongs to."""
    key = _find_parental_key(type(instance))
    if key is None or get_act() is None:
        return None
    return Page.objects.filter(pk=getattr(instance, key.attname), live=True).first()


def guard_row(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse to add or change a row of a live page."""
    page = None if raw else _find_live_page(instance)
    if page is None or may_publish(page):
        return
    old = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if old is None or find_changed_fields(old, instance, update_fields):
        require_publisher(page)


def guard_row_deletion(sender, instance, **kwargs) -> None:
    """Refuse to delete a row of a live page."""
    page = _find_live_page(instance)
    if page is not None:
        require_publisher(page)


@receiver(m2m_changed, dispatch_uid="editorial.gate.choices")
def guard_choices(sender, instance, action, reverse, model, pk_set=None, **kwargs) -> None:
    """Refuse to change the themes, places and so on of a live page, from either side."""
    if get_act() is None or not action.startswith("pre_") or (pk_set is not None and not pk_set):
        return
    if isinstance(instance, Page) and instance.live:
        require_publisher(instance)
    elif isinstance(instance, PageViewRestriction):
        require_publisher(instance.page)
    elif reverse and issubclass(model, Page):
        pages = Page.objects.live() if pk_set is None else Page.objects.live().filter(pk__in=pk_set)
        for page in pages:
            require_publisher(page)


@receiver(pre_save, sender=Revision, dispatch_uid="editorial.gate.schedule")
def guard_schedule(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse to plan a publication, or to call one off."""
    if raw or get_act() is None or (update_fields is not None and "approved_go_live_at" not in update_fields):
        return
    planned = Revision.objects.filter(pk=instance.pk).values_list("approved_go_live_at", flat=True).first()
    if planned != instance.approved_go_live_at and isinstance(instance.content_object, Page):
        require_publisher(instance.content_object)
        if planned is None:  # another moment for what was approved is no new publication
            require_second_pair(instance.content_object, instance)


@receiver(pre_save, sender=PageViewRestriction, dispatch_uid="editorial.gate.restriction")
def guard_restriction(sender, instance, raw=False, **kwargs) -> None:
    """Refuse to change who may read a page; a draft may get a restriction, as a new translation does."""
    if raw or get_act() is None:
        return
    old = PageViewRestriction.objects.filter(pk=instance.pk).first() if instance.pk else None
    if find_changed_fields(old, instance) if old else has_public_pages(instance.page):
        require_publisher(instance.page)


@receiver(pre_delete, sender=PageViewRestriction, dispatch_uid="editorial.gate.restriction_deleted")
def guard_restriction_deletion(sender, instance, origin=None, **kwargs) -> None:
    """Refuse to lift a restriction; with its page it goes."""
    is_own = isinstance(origin, PageViewRestriction) or getattr(origin, "model", None) is PageViewRestriction
    if is_own and get_act() is not None:
        require_publisher(instance.page)


def guard_record(sender, instance, raw=False, update_fields=None, **kwargs) -> None:
    """Refuse to add, change, publish or refuse a record without the permission for its kind."""
    if raw or get_act() is None:
        return
    old = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    if old is None:
        if not _is_own_proposal(instance):
            require_permission(instance, "add")
        return
    changed = set(find_changed_fields(old, instance, update_fields))
    if "live" in changed or "refused_at" in changed:
        # A record that was just made in its own form becomes public in the same request.
        is_made = instance.live and old.proposed_by_id is None and old.refused_at is None
        require_permission(instance, "add" if is_made else "delete")
    elif changed and not _is_own_proposal(old):
        require_permission(instance, "change")


def guard_record_deletion(sender, instance, **kwargs) -> None:
    """Refuse to delete a record without the permission for its kind."""
    if get_act() is not None:
        require_permission(instance, "delete")


def _is_own_proposal(record: Record) -> bool:
    user = get_act().user
    return record.is_proposal and record.proposed_by_id == user.pk and may_propose(user)


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


def connect() -> None:
    """Connect the guards of pages, rows and records to every model that is one, proxies too; called from `AppConfig.ready()`."""
    for model in apps.get_models(include_auto_created=True):
        if issubclass(model, Page):
            _connect("page", model, guard_page, guard_deletion)
        if _find_parental_key(model) is not None:
            _connect("row", model, guard_row, guard_row_deletion)
        if issubclass(model, Record):
            _connect("record", model, guard_record, guard_record_deletion)


def _connect(name: str, model, before_saving, before_deletion) -> None:
    pre_save.connect(before_saving, sender=model, dispatch_uid=f"editorial.gate.{name}")
    pre_delete.connect(before_deletion, sender=model, dispatch_uid=f"editorial.gate.{name}_deleted")
