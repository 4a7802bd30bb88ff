"""The cache in a folder: what it cannot keep is not kept, and nobody gets an error page for that."""

import logging

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger("cache")


class FolderCache(FileBasedCache):
    """Django's cache of files, for a disk that may be full or read-only."""

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Keep `value`, or say in the log that it could not be kept."""
        try:
            super().set(key, value, timeout, version)
        except OSError as error:
            logger.warning("the cache cannot write: %s", error.strerror)
