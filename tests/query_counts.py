"""How many queries a page costs, and the most that one may."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

LIMIT = 21  # of a page with everything; inside the transaction of a test nothing is kept that many pages ask (page_cache.state)


def count_queries(client, url: str) -> tuple[int, list[str]]:
    """Return number and text of the queries of a warm request."""
    assert client.get(url).status_code == 200, url
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200, url
    return len(queries), [query["sql"] for query in queries]
