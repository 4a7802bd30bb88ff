"""What makes the index follow: publish, unpublish, move, delete, and a change of who may read."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from core.models import EntryPage
from core.signals import entry_changed
from directory.models import Organisation, Person, Place, Theme
from search import indexing, tasks
from search.current import note_change
from search.editing import entries_with
from search.models import CompoundException


def on_entry(sender, instance, **kwargs) -> None:
    """Queue one entry."""
    if isinstance(instance, EntryPage):
        tasks.refresh_entry.enqueue(instance.pk)


def on_row(sender, instance, **kwargs) -> None:
    """Let every process read what facets and suggestions know of an entry again."""
    if isinstance(instance, EntryPage):
        note_change(instance.pk)


def on_record(sender, **kwargs) -> None:
    """A name, an address, a place's place or somebody's consent changed: read all of it again."""
    note_change()


def on_exception(sender, instance, **kwargs) -> None:
    """A word is taken apart in another way: index again the entries that hold it."""
    for pk in entries_with(instance.word):
        tasks.refresh_entry.enqueue(pk)


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


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    page_published.connect(on_entry, dispatch_uid="search.published")
    page_unpublished.connect(on_entry, dispatch_uid="search.unpublished")
    entry_changed.connect(on_entry, dispatch_uid="search.changed")
    post_page_move.connect(on_tree, dispatch_uid="search.moved")
    page_slug_changed.connect(on_tree, dispatch_uid="search.slug")
    pre_delete.connect(on_delete, dispatch_uid="search.deleted")
    post_save.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="search.restricted")
    post_delete.connect(on_restriction, sender=PageViewRestriction, dispatch_uid="search.unrestricted")
    for signal, name in ((page_published, "published"), (page_unpublished, "unpublished"), (entry_changed, "changed")):
        signal.connect(on_row, dispatch_uid=f"search.row_{name}")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        for model in (Organisation, Person, Place, Theme):
            signal.connect(on_record, sender=model, dispatch_uid=f"search.record_{name}_{model.__name__}")
        signal.connect(on_exception, sender=CompoundException, dispatch_uid=f"search.exception_{name}")
