"""What makes the index follow: publish, unpublish, move, delete, and a change of who may read."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import EntryPage
from core.signals import entry_changed, words_withdrawn
from search import outbox, tasks, withholding


def on_entry(sender, instance, **kwargs) -> None:
    """Note one entry."""
    if isinstance(instance, EntryPage):
        outbox.note([instance.pk])


def on_tree(sender, instance, **kwargs) -> None:
    """Note everything at or below a page, or that a view restriction covers; a large branch is for the worker."""
    path = instance.page.path if isinstance(instance, PageViewRestriction) else instance.path
    below = EntryPage.objects.filter(path__startswith=path)
    if below.count() > outbox.AT_ONCE:
        tasks.refresh_below.enqueue(path)
    else:
        outbox.note(below.values_list("pk", flat=True))


def on_withdrawal(sender, instance, **kwargs) -> None:
    """Forget at once what an entry said, and read again what it may still say."""
    withholding.forget(instance.pk)


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    page_published.connect(on_entry, dispatch_uid="search.published")
    page_unpublished.connect(on_entry, dispatch_uid="search.unpublished")
    words_withdrawn.connect(on_withdrawal, dispatch_uid="search.withdrawn")
    entry_changed.connect(on_entry, dispatch_uid="search.changed")
    post_page_move.connect(on_tree, dispatch_uid="search.moved")
    page_slug_changed.connect(on_tree, dispatch_uid="search.slug")
    pre_delete.connect(on_entry, dispatch_uid="search.deleted")
    post_save.connect(on_tree, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_tree, sender=PageViewRestriction, dispatch_uid="search.unrestricted")
