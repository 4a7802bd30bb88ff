"""What stands in the index: one document for each entry, its passages nested in it, so that an entry changes at once.

`gone` marks an entry that was taken out; its version stays known, so that a late older write does not bring it back.
The index of a language is reached by an alias; a second alias leads to the index of a rebuild while there is one.
"""

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from search.analysis import LANGUAGES, Streams
from search.engines.base import FIELDS, K1, STREAMS, WEIGHTS, B, PassageDocument
from search.engines.versions import index_version

NEXT_SUFFIX = "_next"  # ends the name of the alias of an index that is being built
COLUMNS = [f"{field}_{stream}" for field in FIELDS for stream in STREAMS]
# combined_fields wants weights of at least 1; multiplying all of them and K1 leaves the scores as they are.
SCALE = {"exact": 2.0, "stem": 2.0}
SETS = {
    "exact": {f"{field}_exact": WEIGHTS[field]["exact"] for field in FIELDS},
    "stem": {f"{field}_{stream}": WEIGHTS[field][stream] for field in FIELDS for stream in ("stem", "parts")},
}


def alias_name(prefix: str, language: str) -> str:
    """Return the name under which the index of a language is asked."""
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
            # Everything is written again from the database; what must come back stands in `streams`.
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
    text = {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    columns = {
        column: {**text, "copy_to": f"passages.{'exact' if column.endswith('exact') else 'stem'}"} for column in COLUMNS
    }
    only_there = {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False}
    return {
        **columns,
        "exact": only_there,
        "stem": only_there,
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
    """Return title, heading and body as they were written."""
    values = json.loads(zlib.decompress(base64.b64decode(stored)))
    return Streams(*values[0:3]), Streams(*values[3:6]), Streams(*values[6:9])


def make_operations(
    prefix: str, entry_id: int, version: int, documents: Sequence[PassageDocument], suffix: str
) -> Iterator[dict]:
    """Yield what a bulk request must do so that an entry stands in its own language's index and in no other."""
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
