"""A storage whose disk fills up half-way through a file."""

import errno

from media.uploads.storage import AtomicFileSystemStorage


class FullDisk(AtomicFileSystemStorage):
    """Takes the first bytes of a file, then says what a full disk says."""

    def _save(self, name, content):
        content.chunks = lambda chunk_size=None: self._cut_off(content)
        return super()._save(name, content)

    def _can_be_moved(self, content) -> bool:
        return False

    def _cut_off(self, content):
        content.seek(0)
        yield content.read(10)
        raise OSError(errno.ENOSPC, "No space left on device")
