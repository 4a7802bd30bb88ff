"""Takes the services of a site on this machine out of the environment: imported before the settings of tests, and by the bench.

What is set here, if only to nothing, goes before `.env`, and processes that are started from here get it too.
"""

import os
from uuid import uuid4

SERVICES = (
    "SEARCH_ENGINE", "ELASTICSEARCH_API_KEY", "ELASTICSEARCH_CA", "CACHE_URL", "EMAIL_HOST", "MAP_TILES",
)  # fmt: skip

os.environ.update(dict.fromkeys(SERVICES, ""))
os.environ["ELASTICSEARCH_URL"] = os.environ.get("TEST_ELASTICSEARCH_URL", "")
os.environ["SEARCH_INDEX_PREFIX"] = f"test_{uuid4().hex[:12]}_"
