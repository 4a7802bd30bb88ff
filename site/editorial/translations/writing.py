"""Translated texts become a version of the page: a draft that the board sees, whatever the page shows to readers.

wagtail-localize's own way saves the page's row too, which is public when the page is live.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_save, pre_save
from django.dispatch import receiver
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationLog

from editorial.translations.target import ADDRESS, find_texts

_LONGEST = 200  # characters of an address made from a title; the field has room for a number behind them


def write_draft(translation: Translation, user) -> Revision:
    """Write the translated texts into a new version of the page and return it.

    Raise ValidationError when a text does not fit its field; the text is marked with it, as wagtail-localize does.
    """
    source, locale = translation.source, translation.target_locale
    make_address(translation)
    page = source.get_ephemeral_translated_instance(locale, fallback=True)
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
    try:
        with transaction.atomic():
            revision = page.save_revision(user=user, log_action=True)
            TranslationLog.objects.create(source=source, locale=locale, revision=revision)
    except ValidationError as error:
        _mark(page, error)
        raise
    return revision


def make_address(translation: Translation) -> None:
    """Make the part of the address from the translated title, unless somebody translated it; what readers know is kept.

    It counts as written with the title, by whom that was: nobody has changed a text with it.
    """
    source, of_locale = translation.source, {"locale": translation.target_locale}
    page = Page.objects.filter(translation_key=source.object_id, **of_locale).first()
    segment = source.stringsegment_set.filter(context__path=ADDRESS).first()
    title = find_texts(translation).filter(context__path="title", has_error=False).first()
    if page is None or segment is None or title is None:
        return
    words = page.slug if page.first_published_at else slugify(title.data)[:_LONGEST].strip("-")
    place = {"translation_of": segment.string, "context": segment.context, **of_locale}
    if words and not StringTranslation.objects.filter(**place).exists():
        made = StringTranslation.objects.create(
            data=find_available_slug(page.get_parent(), words, ignore_page_id=page.pk),
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL, last_translated_by=title.last_translated_by,
            **place,
        )  # fmt: skip
        StringTranslation.objects.filter(pk=made.pk).update(updated_at=title.updated_at)


def _mark(page: Page, error: ValidationError) -> None:
    """Mark the texts that do not fit their field."""
    of_page = {"context__object_id": page.translation_key, "locale": page.locale_id}
    for name, errors in getattr(error, "error_dict", {}).items():
        for model in (StringTranslation, SegmentOverride):
            for text in model.objects.filter(context__path=name, **of_page):
                text.set_field_error(errors)


@receiver(pre_save, sender=StringTranslation, dispatch_uid="editorial.same_text")
def keep_translator(sender, instance, raw=False, **kwargs) -> None:
    """Let who saves a text as it is not become its translator: a save without a change is none."""
    old = sender.objects.filter(pk=instance.pk).first() if instance.pk and not raw else None
    if old is None or (old.data, old.translation_type) != (instance.data, instance.translation_type):
        return
    instance.last_translated_by_id = old.last_translated_by_id
    instance.unchanged_since = old.updated_at


@receiver(post_save, sender=StringTranslation, dispatch_uid="editorial.same_time")
def keep_time(sender, instance, **kwargs) -> None:
    """Give a text that was saved as it is the time of its last change again."""
    before = getattr(instance, "unchanged_since", None)
    if before is not None:
        del instance.unchanged_since
        sender.objects.filter(pk=instance.pk).update(updated_at=before)
