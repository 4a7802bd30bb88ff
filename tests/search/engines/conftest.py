"""Fixtures of the engines' tests."""

from tests.search.engines.node import elastic_site, elasticsearch, proxy

__all__ = ["elastic_site", "elasticsearch", "proxy"]
