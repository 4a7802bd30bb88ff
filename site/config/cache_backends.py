"""The cache in a folder: what it cannot keep is not kept, and nobody gets an error page for that."""

import logging

from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger("cache")


class FolderCache(FileBasedCache):
    """Django's cache of files, for a disk that may be full or read-only."""

    def set(self, key, value, *args, **kwargs):
        """Keep `value`, or say in the log that it could not be kept."""
        try:
            super().set(key, value, *args, **kwargs)
        except OSError as error:
            logger.warning("the cache cannot write: %s", error.strerror)
