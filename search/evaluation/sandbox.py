"""Temporary databases and indexes for evaluations."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import connection

from search.engines.base import EngineUnavailableError


class SandboxError(Exception):
    """The engine is not available in this installation; the message says what is needed."""


@contextmanager
def make_sandbox(engine: str) -> Iterator[dict[str, str]]:
    """Yield environment variables for a process with an empty database and index of this engine."""
    name = f"evaluate_{uuid4().hex[:12]}"
    shared = {"SEARCH_ENGINE": engine, "SEARCH_INDEX_PREFIX": f"{name}_", "CACHE_URL": ""}
    with tempfile.TemporaryDirectory(prefix="stadskennis-evaluate-") as folder:
        if engine == "elasticsearch":
            with _elasticsearch(shared["SEARCH_INDEX_PREFIX"]) as reached:
                yield {**shared, **reached, "DATABASE_URL": f"sqlite:///{folder}/evaluate.sqlite3", "VAR_DIR": folder}
        elif engine == "postgresql":
            if connection.vendor != "postgresql":
                raise SandboxError("--engine postgresql needs DATABASE_URL to be PostgreSQL")
            with _postgresql_schema(name) as url:
                yield {**shared, "DATABASE_URL": url, "VAR_DIR": folder}
        else:
            yield {**shared, "DATABASE_URL": f"sqlite:///{folder}/evaluate.sqlite3", "VAR_DIR": folder}


@contextmanager
def _elasticsearch(prefix: str) -> Iterator[dict[str, str]]:
    """Yield environment variables of the Elasticsearch connection, with a long timeout to avoid the fallback."""
    from search.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415 -- only what is used

    names = {"URL": "ELASTICSEARCH_URL", "CA": "ELASTICSEARCH_CA", "API_KEY": "ELASTICSEARCH_API_KEY"}
    engine = ElasticsearchEngine(prefix)
    try:
        engine.version()
    except EngineUnavailableError as error:
        raise SandboxError(f"--engine elasticsearch: {error}; start a node with make elasticsearch") from None
    try:
        yield {name: settings.ELASTICSEARCH[key] for key, name in names.items()} | {"ELASTICSEARCH_TIMEOUT": "60"}
    finally:
        engine.drop()


@contextmanager
def _postgresql_schema(name: str) -> Iterator[str]:
    """Yield DATABASE_URL of a temporary schema in the site's PostgreSQL database."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
    try:
        yield make_url(settings.DATABASES["default"], name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {name} CASCADE")


def make_url(database: dict, schema: str) -> str:
    """Return DATABASE_URL of a schema in a PostgreSQL database of the settings."""
    login = quote(str(database["USER"]), safe="")
    if database["PASSWORD"]:
        login += f":{quote(str(database['PASSWORD']), safe='')}"
    host = f"{database['HOST']}:{database['PORT']}" if database["PORT"] else str(database["HOST"])
    options = quote(f"-c search_path={schema}")
    url = f"postgresql://{login}@{host}/{quote(str(database['NAME']))}?options={options}"
    return url if urlsplit(url).hostname else url.replace("@/", "@localhost/")
