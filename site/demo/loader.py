"""Loads the example content in one transaction, and only what is missing.

Everything has a key that is the same on every site (`source.py`), so pages that were edited, renamed or moved are
recognised. What exists is never changed.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale
from wagtail.signal_handlers import disable_reference_index_auto_update

from demo.entries import EntryLoader
from demo.field_values import FieldSetter
from demo.files import FileLoader, removing_files_on_failure
from demo.initiatives import load_initiatives
from demo.logins import make_logins, restoring_logins_on_failure
from demo.matches import load_matches
from demo.pages import PageLoader, is_empty
from demo.records import RecordLoader
from demo.search_curation import load_search


@dataclass
class LoadResult:
    """Number of created pages and records in the first language, and of logins."""

    pages: int = 0
    records: int = 0
    logins: int = 0


def load(only_if_empty: bool = False) -> LoadResult:
    """Load what is missing; with `only_if_empty` only on a site without content."""
    empty = is_empty()
    if only_if_empty and not empty:
        return LoadResult()
    # Generated text, such as log entries, is in the site's first language, not in that of the shell.
    with (
        translation.override("nl"),
        removing_files_on_failure() as stored,
        restoring_logins_on_failure() as undo,
        transaction.atomic(),
    ):
        for keep in (stored.clear, undo.clear):
            transaction.on_commit(keep)  # a later failure must not remove files
        return _load(with_logins=empty)


def _load(with_logins: bool) -> LoadResult:
    for language, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    # Publishing updates the reference index; without this, each saved row queues a task as well.
    with disable_reference_index_auto_update():
        field_setter = FieldSetter(FileLoader())
        records = RecordLoader()
        pages = PageLoader(field_setter)
        EntryLoader(records, pages, field_setter)
        load_initiatives()
        load_matches()
        load_search()
    return LoadResult(pages.made, records.made, make_logins() if with_logins else 0)
