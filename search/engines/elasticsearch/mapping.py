"""The mapping: one document per entry with nested passages, so that an entry is replaced atomically.

`gone` marks a removed entry; the document keeps its version, so that a late older write does not restore it. An alias
points to the index of a language, a second alias to the index of a running rebuild.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from search.analysis import LANGUAGES, Streams
from search.engines.base import FIELDS, K1, STREAMS, WEIGHTS, B, PassageDocument
from search.engines.versions import index_version

NEXT_SUFFIX = "_next"  # of the alias of an index that is being rebuilt
COLUMNS = [f"{field}_{stream}" for field in FIELDS for stream in STREAMS]
# combined_fields requires weights >= 1; scaling all weights and K1 leaves the scores unchanged.
SCALE = {"exact": 2.0, "stem": 2.0}
SETS = {
    "exact": {f"{field}_exact": WEIGHTS[field]["exact"] for field in FIELDS},
    "stem": {f"{field}_{stream}": WEIGHTS[field][stream] for field in FIELDS for stream in ("stem", "parts")},
}


def alias_name(prefix: str, language: str) -> str:
    """Return the alias of the index of a language."""
    return f"{prefix}passages_{language if language in LANGUAGES else LANGUAGES[0]}"


def make_index(prefix: str, language: str) -> dict[str, Any]:
    """Return the settings and mappings of a new index."""
    return {
        "settings": {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "refresh_interval": "1s",
            "similarity": {"default": {"type": "BM25", "k1": K1 * 2, "b": B}},
            "mapping.nested_objects.limit": 100_000,
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"index_version": index_version()},
            # Reindexing reads from the database; the streams needed for scoring are stored in `streams`.
            "_source": {"enabled": False},
            "properties": {
                "entry": {"type": "long"},
                "gone": {"type": "boolean"},
                "passages": {"type": "nested", "properties": _passage()},
            },
        },
        "aliases": {alias_name(prefix, language) + NEXT_SUFFIX: {}},
    }


def _passage() -> dict[str, Any]:
    text = {"type": "text", "analyzer": "whitespace", "index_options": "positions"}
    columns = {
        column: {**text, "copy_to": f"passages.{'exact' if column.endswith('exact') else 'stem'}"} for column in COLUMNS
    }
    match_only = {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False}
    return {
        **columns,
        "exact": match_only,
        "stem": match_only,
        "id": {"type": "long"},
        "length": {"type": "integer"},
        "words": {"type": "keyword", "index": False, "ignore_above": 200},
        "streams": {"type": "binary", "store": True},
    }


def make_document(entry_id: int, documents: Sequence[PassageDocument]) -> dict[str, Any]:
    """Return the document of an entry."""
    return {"entry": entry_id, "gone": not documents, "passages": [_make_passage(document) for document in documents]}


def _make_passage(document: PassageDocument) -> dict[str, Any]:
    streams = [getattr(getattr(document, field), stream) for field in FIELDS for stream in STREAMS]
    return {
        **dict(zip(COLUMNS, streams, strict=True)),
        "id": document.passage_id,
        "length": sum(len(stream.split()) for stream in streams),
        "words": sorted({word for stream in streams[::3] for word in stream.split()}),
        "streams": base64.b64encode(zlib.compress(json.dumps(streams, ensure_ascii=False).encode(), 1)).decode(),
    }


def read_streams(stored: str) -> tuple[Streams, Streams, Streams]:
    """Return the stored streams of title, heading and body."""
    values = json.loads(zlib.decompress(base64.b64decode(stored)))
    return Streams(*values[0:3]), Streams(*values[3:6]), Streams(*values[6:9])


def make_operations(
    prefix: str, entry_id: int, version: int, documents: Sequence[PassageDocument], suffix: str
) -> Iterator[dict]:
    """Yield the bulk operations that index an entry in its own language and mark it as gone in the others."""
    own = documents[0].language if documents else None
    for language in LANGUAGES:
        yield {
            "_op_type": "index",
            "_index": alias_name(prefix, language) + suffix,
            "_id": str(entry_id),
            "version": version,
            "version_type": "external_gte",
            **make_document(entry_id, documents if language == own else []),
        }
