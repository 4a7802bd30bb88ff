"""When an edition may have become public: those who want it by mail are looked at."""

from django.db.models.signals import post_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published

from publications.models import EditionPage
from publications.weekly_mail.kind import WEEKLY_MAIL
from subscriptions.delivery import make_due


def connect() -> None:
    """Connect the receivers."""
    page_published.connect(queue_edition, sender=EditionPage, dispatch_uid="publications.queue_edition")
    post_delete.connect(queue_released, sender=PageViewRestriction, dispatch_uid="publications.queue_released")


def queue_edition(sender, instance, **kwargs) -> None:
    """Let the subscribers of the edition's language be told."""
    if instance.form == EditionPage.Form.WEEKLY:
        make_due(WEEKLY_MAIL, language=instance.language)


def queue_released(sender, **kwargs) -> None:
    """Let all subscribers be told after a restriction was taken away: an edition may have stood behind it."""
    make_due(WEEKLY_MAIL)
