"""Caches that may fail: what cannot be written or read is a miss, and an older value never stays in its place."""

import logging

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger("cache")


class FolderCache(FileBasedCache):
    """Django's file-based cache for a disk that can be full, read-only or damaged."""

    def _createdir(self):
        try:
            super()._createdir()
        except OSError as error:
            logger.warning("the cache has no folder: %s", error.strerror)

    def get(self, key, default=None, version=None):
        """Return the value; `default` when it is missing or its file cannot be read."""
        try:
            return super().get(key, default, version)
        except Exception as error:  # a damaged file raises what pickle and zlib raise
            logger.warning("the cache cannot read: %s", type(error).__name__)
            return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Store `value`; when that fails, the value before is gone too."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            logger.warning("the cache cannot write: %s", error.strerror)
            self.delete(key, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        """Give the value a new time; return whether it is there. A file that was half written is removed."""
        try:
            return super().touch(key, timeout, version)
        except Exception as error:
            logger.warning("the cache cannot write: %s", type(error).__name__)
            self.delete(key, version)
            return False

    def has_key(self, key, version=None):
        """Return whether a value is there."""
        try:
            return super().has_key(key, version)
        except Exception as error:  # as in `get`
            logger.warning("the cache cannot read: %s", type(error).__name__)
            return False

    def delete(self, key, version=None):
        """Delete the value; return whether it was there."""
        try:
            return super().delete(key, version)
        except OSError as error:
            logger.warning("the cache cannot delete: %s", error.strerror)
            return False


class OptionalRedisCache(RedisCache):
    """Django's Redis cache for a server that can be away, or refuses writes because its own disk is full."""

    def _attempt(self, name: str, otherwise, *args, **kwargs):
        from redis.exceptions import RedisError  # noqa: PLC0415 -- only installations with Redis have the package

        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("redis does not %s: %s", name, type(error).__name__)
            return otherwise

    def add(self, *args, **kwargs):
        """Store a value unless there is one; return whether it would have been stored."""
        return self._attempt("add", True, *args, **kwargs)

    def get(self, key, default=None, version=None):
        """Return the value, or `default`."""
        return self._attempt("get", default, key, default, version)

    def set(self, key, *args, **kwargs):
        """Store a value; when that fails, the value before is asked to go."""
        failed = object()
        if self._attempt("set", failed, key, *args, **kwargs) is failed:
            self.delete(key, kwargs.get("version"))

    def touch(self, *args, **kwargs):
        """Give the value a new time; return whether it is there."""
        return self._attempt("touch", False, *args, **kwargs)

    def delete(self, *args, **kwargs):
        """Delete the value; return whether it was there."""
        return self._attempt("delete", False, *args, **kwargs)

    def has_key(self, *args, **kwargs):
        """Return whether a value is there."""
        return self._attempt("has_key", False, *args, **kwargs)

    def get_many(self, *args, **kwargs):
        """Return the values that are there."""
        return self._attempt("get_many", {}, *args, **kwargs)
