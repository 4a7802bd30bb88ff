"""Settings of the search engine and of Elasticsearch."""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import read, read_number


def read_elasticsearch(var_dir: Path) -> dict:
    """Return the settings of Elasticsearch; ELASTICSEARCH_URL defaults to the node of `make elasticsearch`."""
    started = var_dir / "elasticsearch" / "address"
    default = started.read_text(encoding="utf-8").strip() if started.is_file() else "http://127.0.0.1:9200"
    url = read("str", "ELASTICSEARCH_URL", "") or default
    ca = read("str", "ELASTICSEARCH_CA", "")
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        is_valid = False
    if not is_valid:
        raise ImproperlyConfigured("ELASTICSEARCH_URL: not an address such as https://name:password@host:9200")
    if ca and not Path(ca).is_file():
        raise ImproperlyConfigured(f"ELASTICSEARCH_CA: no file {ca}")
    return {
        "URL": url,
        "CA": ca,
        "API_KEY": read("str", "ELASTICSEARCH_API_KEY", ""),
        "PREFIX": read("str", "SEARCH_INDEX_PREFIX", "stadskennis_"),
        "TIMEOUT": read_number("ELASTICSEARCH_TIMEOUT", 0.5, 0.01, 600, "float"),
    }


def own_engine(database: dict) -> str:
    """Return the name of the search engine of a database."""
    return "sqlite" if database["ENGINE"].endswith("sqlite3") else "postgresql"


def search_engine(database: dict) -> str:
    """Return SEARCH_ENGINE; the default is the engine of the database."""
    own = own_engine(database)
    engine = read("str", "SEARCH_ENGINE", "") or own
    if engine not in {own, "elasticsearch"}:
        raise ImproperlyConfigured(
            f"SEARCH_ENGINE: {engine!r} does not go with this DATABASE_URL (use {own} or elasticsearch)"
        )
    return engine


def search_backends(engine: str, database: dict, elasticsearch: dict) -> dict:
    """Return WAGTAILSEARCH_BACKENDS for a search engine."""
    own = own_engine(database)
    backend = {
        "BACKEND": f"search.wagtail_backends.{own}",
        **({"SEARCH_CONFIG": "dutch"} if own == "postgresql" else {}),
    }
    if engine != "elasticsearch":
        return {"default": backend}
    chosen = {
        "BACKEND": "search.wagtail_backends.elasticsearch",
        **{name: elasticsearch[name] for name in ("URL", "CA", "API_KEY")},
        "INDEX_PREFIX": elasticsearch["PREFIX"],
    }
    # Used by searches in the admin while Elasticsearch does not respond.
    return {"default": chosen, "fallback": backend}
