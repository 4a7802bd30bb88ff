"""Copying a whole database into another one, row by row with its keys, and comparing the two."""

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
SKIPPED = {"modelsearch", "wagtailsearch"}  # the index of the database's own engine: made anew by rebuild_search
# What the database's own engine holds, and what still has to be brought to it: another database has neither.
SKIPPED_MODELS = {"search.change", "search.indexedentry", "search.indexstate"}


def find_models() -> list[type[models.Model]]:
    """Return every table's model, those of many-to-many relations included, in an order that needs no look ahead."""
    found = [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]
    return [
        model
        for model in found
        if model._meta.app_label not in SKIPPED and model._meta.label_lower not in SKIPPED_MODELS
    ]


def check_empty(alias: str) -> None:
    """Raise CommandError when somebody made something in the database already."""
    user, page = apps.get_model("accounts", "User"), apps.get_model("wagtailcore", "Page")
    if user.objects.using(alias).exists() or page.objects.using(alias).filter(depth__gt=2).exists():
        raise CommandError("The database to copy into holds pages or users already; it has to be empty.")


def copy_rows(source: str, target: str) -> int:
    """Copy all rows from one alias to the other in one transaction; return how many."""
    number = 0
    with transaction.atomic(using=target), connections[target].constraint_checks_disabled():
        wanted = find_models()
        _delay_constraints(target)
        for model in reversed(wanted):
            model._base_manager.using(target).all()._raw_delete(target)
        for model in wanted:
            for rows in _chunks(model, source):
                _insert(model, rows, target)
                number += len(rows)
        connections[target].check_constraints()
        _reset_sequences(target, wanted)
    return number


def _delay_constraints(alias: str) -> None:
    """Let PostgreSQL check foreign keys at the end: tables point at each other in circles."""
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _columns(model) -> list[models.Field]:
    return list(model._meta.local_concrete_fields)


def _chunks(model, alias: str) -> Iterator[list[tuple]]:
    """Yield rows of the model's own table, as values, by primary key."""
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
    """Insert rows into the model's own table only: a page's parents are rows of other tables."""
    fields = _columns(model)
    objects = [model(**dict(zip([field.attname for field in fields], row, strict=True))) for row in rows]
    query = models.sql.InsertQuery(model)
    query.insert_values(fields, objects, raw=True)
    query.get_compiler(using=alias).execute_sql()


def _reset_sequences(alias: str, wanted: list) -> None:
    statements = connections[alias].ops.sequence_reset_sql(no_style(), wanted)
    with connections[alias].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def compare(source: str, target: str) -> list[str]:
    """Return a line for every table that differs in number or content."""
    differing = []
    for model in find_models():
        here, there = _fingerprint(model, source), _fingerprint(model, target)
        if here != there:
            differing.append(f"{model._meta.label}: {here[0]} rows here, {there[0]} there")
    return differing


def _fingerprint(model, alias: str) -> tuple[int, str]:
    """Return (number of rows, digest of their values): independent of how a database writes them."""
    number, digest = 0, hashlib.sha256()
    for rows in _chunks(model, alias):
        for row in rows:
            number += 1
            digest.update(repr([_plain(value) for value in row]).encode())
    return number, digest.hexdigest()


def _plain(value) -> str:
    """Return a value as text that is the same whatever database it came from; JSON has no order of keys."""
    if hasattr(value, "get_prep_value"):  # stream values
        value = value.get_prep_value()
    if isinstance(value, memoryview):
        value = bytes(value)
    return json.dumps(value, sort_keys=True, default=str)


def migrate(url: str) -> None:
    """Make the tables of the database at `url`, in a process of its own: migrations fill the default database only."""
    command = [sys.executable, str(Path(sys.argv[0]).resolve()), "migrate", "--verbosity", "0", "--no-input"]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False)  # noqa: S603 -- own words
    if done.returncode:
        raise CommandError((done.stderr.strip() or "migrate failed").splitlines()[-1])
