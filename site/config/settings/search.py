"""Which search engine holds the index: SEARCH_ENGINE and ELASTICSEARCH_URL."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import read

DATABASE_BACKEND = "wagtail.search.backends.database"


def search_engine(database: dict) -> str:
    """Return SEARCH_ENGINE; by default the database is its own search engine."""
    own = "sqlite" if database["ENGINE"].endswith("sqlite3") else "postgresql"
    engine = read("str", "SEARCH_ENGINE", "") or own
    if engine not in {own, "elasticsearch"}:
        raise ImproperlyConfigured(
            f"SEARCH_ENGINE: {engine!r} does not go with this DATABASE_URL (use {own} or elasticsearch)"
        )
    return engine


def search_backends(engine: str) -> dict:
    """Return WAGTAILSEARCH_BACKENDS for a search engine."""
    if engine == "elasticsearch":
        return {
            "default": {
                "BACKEND": "wagtail.search.backends.elasticsearch9",
                "URLS": [read("str", "ELASTICSEARCH_URL", "http://127.0.0.1:9200")],
                "INDEX_PREFIX": "stadskennis_",
                "TIMEOUT": 2,
            },
            # What readers get while the engine does not answer.
            "fallback": {"BACKEND": DATABASE_BACKEND},
        }
    return {"default": {"BACKEND": DATABASE_BACKEND, **({"SEARCH_CONFIG": "dutch"} if engine == "postgresql" else {})}}
