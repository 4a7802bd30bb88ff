"""Copying all rows of a database to another one with their primary keys, and comparing the two."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.core.management import CommandError
from django.core.management.color import no_style
from django.db import connections, models, transaction

CHUNK = 500
SKIPPED = {
    "modelsearch",
    "wagtailsearch",
    "page_cache",
}  # search index tables, filled by rebuild_search; what triggers count
# State, queue and passages of the search index, which the other database does not have: their versions are keys of the queue.
SKIPPED_MODELS = {"search.indexupdate", "search.indexedentry", "search.indexstate", "search.searchpassage"}


def find_models() -> list[type[models.Model]]:
    """Return the models of all tables to copy, including many-to-many tables, with referenced models first."""
    found = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return [
        model
        for model in found
        if model._meta.app_label not in SKIPPED and model._meta.label_lower not in SKIPPED_MODELS
    ]


def check_empty(alias: str) -> None:
    """Raise CommandError when the database has users or pages."""
    user, page = apps.get_model("accounts", "User"), apps.get_model("wagtailcore", "Page")
    if user.objects.using(alias).exists() or page.objects.using(alias).filter(depth__gt=2).exists():
        raise CommandError("The database to copy into holds pages or users already; it has to be empty.")


def copy_rows(source: str, target: str) -> int:
    """Copy all rows in one transaction; return their number."""
    number = 0
    with transaction.atomic(using=target), connections[target].constraint_checks_disabled():
        models_to_copy = find_models()
        _delay_constraints(target)
        for model in reversed(models_to_copy):
            model._base_manager.using(target).all()._raw_delete(target)
        for model in models_to_copy:
            for rows in _chunks(model, source):
                _insert(model, rows, target)
                number += len(rows)
        connections[target].check_constraints()
        _reset_sequences(target, models_to_copy)
    return number


def _delay_constraints(alias: str) -> None:
    """Defer foreign key checks of PostgreSQL to the commit: some tables refer to each other."""
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _columns(model) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


def _chunks(model, alias: str) -> Iterator[list[tuple]]:
    """Yield rows of the model's own table as tuples, in chunks, by primary key."""
    names = [field.attname for field in _columns(model)]
    rows = model._base_manager.using(alias).order_by("pk").values_list(*names)
    chunk: list[tuple] = []
    for row in rows.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _insert(model, rows: list[tuple], alias: str) -> None:
    """Insert rows into the model's own table, without those of its parents."""
    fields = _columns(model)
    objects = [model(**dict(zip([field.attname for field in fields], row, strict=True))) for row in rows]
    query = models.sql.InsertQuery(model)
    query.insert_values(fields, objects, raw=True)
    query.get_compiler(using=alias).execute_sql()


def _reset_sequences(alias: str, models_to_copy: list) -> None:
    statements = connections[alias].ops.sequence_reset_sql(no_style(), models_to_copy)
    with connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def compare(source: str, target: str) -> list[str]:
    """Return a line for each table whose rows differ in number or content."""
    differing = []
    for model in find_models():
        here, there = _fingerprint(model, source), _fingerprint(model, target)
        if here != there:
            differing.append(f"{model._meta.label}: {here[0]} rows here, {there[0]} there")
    return differing


def _fingerprint(model, alias: str) -> tuple[int, str]:
    """Return (number of rows, digest of their values), independent of the database vendor."""
    number, digest = 0, hashlib.sha256()
    for rows in _chunks(model, alias):
        for row in rows:
            number += 1
            digest.update(repr([_plain(value) for value in row]).encode())
    return number, digest.hexdigest()


def _plain(value) -> str:
    """Return a value as text that is the same for all database vendors; JSON keys are sorted."""
    if hasattr(value, "get_prep_value"):  # stream values
        value = value.get_prep_value()
    if isinstance(value, memoryview):
        value = bytes(value)
    return json.dumps(value, sort_keys=True, default=str)


def migrate(url: str) -> None:
    """Migrate the database at `url` in a subprocess, because data migrations use the default database."""
    command = [sys.executable, str(Path(sys.argv[0]).resolve()), "migrate", "--verbosity", "0", "--no-input"]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False)  # noqa: S603 -- own arguments
    if done.returncode:
        raise CommandError((done.stderr.strip() or "migrate failed").splitlines()[-1])
