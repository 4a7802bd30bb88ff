"""A version of a translation says whether a machine made a text of it that nobody looked at since, and so does what is published.

It is asked when a version is made, whoever makes it; a page that is not kept in step with an original has words of its own.
"""

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, Revision

from editorial.translations.target import find_translation, has_machine_texts

FIELD = "machine_translated"


@receiver(pre_save, sender=Revision, dispatch_uid="editorial.machine_translated")
def mark_version(sender, instance, raw=False, **kwargs) -> None:
    """Set the mark in a new version of an entry."""
    if raw or instance.pk or FIELD not in instance.content:
        return
    page = Page.objects.filter(pk=instance.object_id).first()
    translation = find_translation(page) if page is not None else None
    instance.content[FIELD] = translation is not None and has_machine_texts(translation)
