"""What makes the table of every process old, and what an exception of the splitter sets going."""

from django.db.models.signals import post_delete, post_save
from wagtail.signals import page_published, page_unpublished

from core.models import EntryPage
from core.signals import entry_changed
from directory.models import Organisation, Person, Place, Theme
from search import outbox
from search.editing import entries_with
from search.memory import Subject, note_change
from search.models import CompoundException, Promotion, Synonym


def on_entry(sender, instance, **kwargs) -> None:
    """Let every process read what facets and suggestions know of an entry again."""
    if isinstance(instance, EntryPage):
        note_change(Subject.ENTRY, instance.pk)


def on_record(sender, **kwargs) -> None:
    """A name, an address, a place's place or somebody's consent changed: read all of it again."""
    note_change(Subject.RECORDS)


def on_told(sender, **kwargs) -> None:
    """Editors told something else."""
    note_change(Subject.TOLD)


def on_exception(sender, instance, **kwargs) -> None:
    """A word is taken apart in another way: index again the entries that hold it."""
    outbox.note(entries_with(instance.word))


def connect() -> None:
    """Connect all of them; called once when the app is ready."""
    for signal, name in ((page_published, "published"), (page_unpublished, "unpublished"), (entry_changed, "changed")):
        signal.connect(on_entry, dispatch_uid=f"search.row_{name}")
    for signal, name in ((post_save, "saved"), (post_delete, "deleted")):
        for model in (Organisation, Person, Place, Theme):
            signal.connect(on_record, sender=model, dispatch_uid=f"search.record_{name}_{model.__name__}")
        for model in (CompoundException, Promotion, Synonym):
            signal.connect(on_told, sender=model, dispatch_uid=f"search.told_{name}_{model.__name__}")
        signal.connect(on_exception, sender=CompoundException, dispatch_uid=f"search.exception_{name}")
