"""A file-based cache that tolerates write errors."""

import logging

from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger("cache")


class FolderCache(FileBasedCache):
    """Django's file-based cache for a disk that can be full or read-only."""

    def set(self, key, value, *args, **kwargs):
        """Store `value`; on a write error only log a warning."""
        try:
            super().set(key, value, *args, **kwargs)
        except OSError as error:
            logger.warning("the cache cannot write: %s", error.strerror)
