"""What makes the index follow: publish, unpublish, move, delete, and a change of who may read."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import EntryPage
from core.signals import entry_changed, words_withdrawn
from search import indexing, tasks


def on_entry(sender, instance, **kwargs) -> None:
    """Queue one entry."""
    if isinstance(instance, EntryPage):
        tasks.refresh_entry.enqueue(instance.pk)


def on_tree(sender, instance, **kwargs) -> None:
    """Queue everything at or below a page."""
    tasks.refresh_below.enqueue(instance.path)


def on_restriction(sender, instance, **kwargs) -> None:
    """Queue everything that a view restriction covers."""
    tasks.refresh_below.enqueue(instance.page.path)


def on_delete(sender, instance, **kwargs) -> None:
    """Take an entry out at once: its rows go with it, so the engine must know them now."""
    if isinstance(instance, EntryPage):
        indexing.forget_entry(instance.pk)


def on_withdrawal(sender, instance, **kwargs) -> None:
    """Forget at once what an entry said, and read again what it may still say."""
    indexing.forget_entry(instance.pk)
    tasks.refresh_entry.enqueue(instance.pk)


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    page_published.connect(on_entry, dispatch_uid="search.published")
    page_unpublished.connect(on_entry, dispatch_uid="search.unpublished")
    words_withdrawn.connect(on_withdrawal, dispatch_uid="search.withdrawn")
    entry_changed.connect(on_entry, dispatch_uid="search.changed")
    post_page_move.connect(on_tree, dispatch_uid="search.moved")
    page_slug_changed.connect(on_tree, dispatch_uid="search.slug")
    pre_delete.connect(on_delete, dispatch_uid="search.deleted")
    post_save.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="search.unrestricted")
