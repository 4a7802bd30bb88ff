"""The version of an index; an index with another version must be rebuilt."""

import hashlib
import json

from core.entries.passages import VERSION as PASSAGES
from search.analysis import ANALYSIS_VERSION
from search.engines.base import FIELDS, STREAMS, WEIGHTS

SCHEMA_VERSION = 1  # increment when the tables of the database engines change


def index_version() -> str:
    """Return the version of an index built now: a hash of text analysis, weights, schema and passages."""
    weights = hashlib.sha256(json.dumps([WEIGHTS, FIELDS, STREAMS, SCHEMA_VERSION, PASSAGES]).encode()).hexdigest()[:8]
    return f"{ANALYSIS_VERSION}+{weights}"
