"""What the public sees, as rows of tables: compared before and after a request, to tell whether anything of it changed."""

import re

from django.apps import apps
from django.db import connection
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Locale, Page, PageViewRestriction, Revision, Site

from core.models import EarlierVersion
from directory.models.record import Record
from editorial.publication_gate.rules import DRAFT_FIELDS
from media.models import PublicCollection
from search.models.curation import CompoundException, Promotion, Synonym
from talkshows.models.consent import Consent

# Public as they stand. Files join when those in use are closed: SiteImage, SiteDocument, SiteMedia.
WHOLE_MODELS = [
    Redirect, Locale, Site, EarlierVersion, PublicCollection, Synonym, CompoundException, Promotion, Consent,
]  # fmt: skip
_WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"")


class PublicState:
    """The public rows at the moment of its making."""

    def __init__(self):
        self.live = set(Page.objects.live().values_list("pk", flat=True))
        self.queries = _make_queries()
        self.rows = {table: self.read(table, self.live) for table in self.queries}

    def read(self, table: str, live: set[int]) -> set:
        """Return the public rows of a table: whole, or those of the pages in `live`."""
        sql, key = self.queries[table]
        with connection.cursor() as cursor:
            cursor.execute(sql)
            rows = cursor.fetchall()
        if not key:
            return set(rows)
        return {row for row in rows if row[0] in live}

    def find_changes(self, written) -> list[str]:
        """Return the tables, of those that were written, of which public rows are others now."""
        touched = set(written) & set(self.queries)
        if Page._meta.db_table in written:  # live or not: rows of a page that becomes live are public then
            touched |= {table for table, (_sql, key) in self.queries.items() if key}
        if not touched:
            return []
        live = self.live | set(Page.objects.live().values_list("pk", flat=True))  # what is live or was it
        return sorted(table for table in touched if self.read(table, live) != self.rows[table])


def note_writes(written: list):
    """Return an execute wrapper that notes the tables that are written."""

    def note(execute, sql, params, many, context):
        if found := _WRITES.match(sql):
            written.append(found[1])
        return execute(sql, params, many, context)

    return note


def _make_queries() -> dict[str, tuple[str, bool]]:
    """Return {table: (query, whether the first column is the page that the rows belong to)}."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        options, key = model._meta, _find_page_column(model)
        if model in WHOLE_MODELS or issubclass(model, Record):
            found[options.db_table] = (f'SELECT * FROM "{options.db_table}"', False)  # noqa: S608 -- our own models
        elif key:
            names = [field.column for field in options.local_concrete_fields if field.name not in DRAFT_FIELDS]
            columns = ", ".join(f'"{name}"' for name in [key, *names])
            found[options.db_table] = (f'SELECT {columns} FROM "{options.db_table}"', True)  # noqa: S608
    table = Revision._meta.db_table
    planned = f'SELECT id, object_id, approved_go_live_at FROM "{table}" WHERE approved_go_live_at IS NOT NULL'  # noqa: S608
    return {**found, table: (planned, False)}


def _find_page_column(model) -> str:
    """Return the column of `model` that holds the page, where it is a page, a row or a choice of one."""
    if issubclass(model, Comment):
        return ""
    if model is PageViewRestriction:
        return "page_id"
    if issubclass(model, Page):
        return model._meta.pk.column
    keys = [
        field for field in model._meta.local_concrete_fields
        if (isinstance(field, ParentalKey) or (model._meta.auto_created and field.is_relation))
        and issubclass(field.related_model, Page)
    ]  # fmt: skip
    return keys[0].column if keys else ""
