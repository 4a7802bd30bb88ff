"""Fixtures of the Elasticsearch node, with a prefix per test."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from search.engines import registry
from search.engines.circuit_breaker import CircuitBreaker
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch import engine as engine_module
from search.engines.elasticsearch.client import make_options
from tests.search.proxy import Proxy

ROOT = Path(__file__).resolve().parents[3]


@cache
def find_node() -> str:
    """Return the node's address; it is started when it does not run (`make elasticsearch ARGS=stop` ends it)."""
    if os.environ.get("TEST_ELASTICSEARCH_URL"):
        return os.environ["TEST_ELASTICSEARCH_URL"]
    command = [sys.executable, str(ROOT / "scripts" / "search_node.py"), "start"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(word.rstrip(";") for word in done.stdout.split() if word.startswith("http://"))


def make_prefix() -> str:
    return f"test_{uuid4().hex[:12]}_"


@pytest.fixture
def elasticsearch(settings):
    """An engine with empty indexes, and patience with a slow machine: what uses it asks what is found, not how soon."""
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "TIMEOUT": 10}
    engine = ElasticsearchEngine(make_prefix(), make_options(find_node()), CircuitBreaker(wait=0.2, max_wait=0.4))
    engine.rebuild([])
    yield engine
    engine.drop()


@pytest.fixture
def proxy():
    """A proxy before the node."""
    proxy = Proxy(find_node())
    yield proxy
    proxy.stop()


@pytest.fixture
def elastic_site(db, home, proxy, settings, monkeypatch):
    """The site with Elasticsearch as its engine, behind the proxy; its indexes are built and empty."""
    monkeypatch.setattr(engine_module, "PING_SECONDS", 0.7)  # for shorter tests
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH = {**settings.ELASTICSEARCH, "URL": proxy.url, "PREFIX": make_prefix()}
    registry.get_engine.cache_clear()
    engine = registry.get_engine("elasticsearch")
    engine.rebuild([])
    yield engine
    proxy.mode = "pass"
    engine.drop()
    registry.get_engine.cache_clear()
