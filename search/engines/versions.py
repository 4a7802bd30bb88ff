"""The version of an index: what must be the same for stored tokens and scores to be right."""

import hashlib
import json

from search.analysis import ANALYSIS_VERSION
from search.engines import FIELDS, STREAMS, WEIGHTS

LAYOUT = 1  # raise it when the rows of a database's index change shape


def index_version() -> str:
    """Return the version that an index built now has: text analysis, weights and layout."""
    weights = hashlib.sha256(json.dumps([WEIGHTS, FIELDS, STREAMS, LAYOUT]).encode()).hexdigest()[:8]
    return f"{ANALYSIS_VERSION}+{weights}"
