"""Datasets of documents and queries: folders of JSON Lines files (docs/contracts.md)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from search.analysis import LANGUAGES


class DatasetError(Exception):
    """Invalid dataset; the message names the file and line."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with an id that is unique within its language."""

    language: str
    id: str
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class EvaluationQuery:
    """A query with the ids of its relevant documents."""

    id: str
    text: str
    relevant: frozenset[str]


@dataclass(slots=True)
class QuerySet:
    """The queries of one file; `name` is FOLDER or FOLDER-KIND."""

    name: str
    language: str
    queries: list[EvaluationQuery] = field(default_factory=list)


def language_of_folder(folder: Path) -> str:
    """Return the language suffix of a folder's name, by default the first of LANGUAGES."""
    code = folder.name.rpartition("-")[2]
    return code if code in LANGUAGES else LANGUAGES[0]


def _lines(path: Path) -> Iterator[tuple[str, dict]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: {error}") from None
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except ValueError as error:
                raise DatasetError(f"{path}:{number}: {error}") from None
            if not isinstance(record, dict):
                raise DatasetError(f"{path}:{number}: not an object")
            yield f"{path}:{number}", record


def _text(location: str, record: dict, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str):
        raise DatasetError(f"{location}: {name} must be a text")
    return value


def read_documents(folder: Path) -> list[Document]:
    """Return the documents of a folder."""
    language = language_of_folder(folder)
    return [
        Document(
            language, _text(location, record, "id"), _text(location, record, "title"), _text(location, record, "body")
        )
        for location, record in _lines(folder / "docs.jsonl")
    ]


def read_queries(folder: Path) -> list[QuerySet]:
    """Return the query sets of a folder: queries.jsonl and each queries-KIND.jsonl."""
    language, sets = language_of_folder(folder), []
    for path in sorted(folder.glob("queries*.jsonl")):
        kind = path.stem.removeprefix("queries")
        queries = []
        for location, record in _lines(path):
            relevant = record.get("rel")
            if not isinstance(relevant, list) or not all(isinstance(item, str) for item in relevant):
                raise DatasetError(f"{location}: rel must be a list of ids")
            queries.append(
                EvaluationQuery(_text(location, record, "id"), _text(location, record, "q"), frozenset(relevant))
            )
        sets.append(QuerySet(f"{folder.resolve().name}{kind}", language, queries))
    return sets
