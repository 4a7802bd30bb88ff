"""The version of an index: what must be the same for stored tokens and scores to be right."""

import hashlib
import json

from core.entries.passages import VERSION as PASSAGES
from search.analysis import ANALYSIS_VERSION
from search.engines.base import FIELDS, STREAMS, WEIGHTS

SCHEMA_VERSION = 1  # raise it when the rows of a database's index change shape


def index_version() -> str:
    """Return the version that an index built now has: text analysis, weights and layout, and how entries are read."""
    weights = hashlib.sha256(json.dumps([WEIGHTS, FIELDS, STREAMS, SCHEMA_VERSION, PASSAGES]).encode()).hexdigest()[:8]
    return f"{ANALYSIS_VERSION}+{weights}"
