"""Receives uploads: a full folder for temporary files, or a stranger's endless one, is no error page.

Named in FILE_UPLOAD_HANDLERS after Django's handler for small files.
"""

import os

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

FROM_ANYBODY = 45 * 1024**2  # bytes of one request
FROM_EDITORS = 2 * 1024**3 + FROM_ANYBODY


class PatientUploadHandler(TemporaryFileUploadHandler):
    """Writes large uploads to temporary files; without room for them the form says so (`no_room`)."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Answer 400 before reading a request that no form of ours can have."""
        signed_in = SESSION_KEY in getattr(self.request, "session", {})
        if content_length > (FROM_EDITORS if signed_in else FROM_ANYBODY):
            raise RequestDataTooBig("too large an upload")

    def new_file(self, *args, **kwargs):
        """Begin a file."""
        self.full = False
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self._give_up()

    def receive_data_chunk(self, raw_data, start):
        """Keep a piece, or read on without keeping."""
        if not self.full:
            try:
                self.file.write(raw_data)
            except OSError:
                self._give_up()

    def file_complete(self, file_size):
        """Return the file, or one byte that says there was no room."""
        if not self.full:
            try:
                self.file.flush()
                return super().file_complete(file_size)
            except OSError:
                self._give_up()
        stand_in = SimpleUploadedFile(self.file_name, b"\0", self.content_type)
        stand_in.no_room = True
        return stand_in

    def _give_up(self) -> None:
        self.full = True
        file = self.__dict__.pop("file", None)
        if file is None:
            return
        path = file.temporary_file_path()
        try:
            file.close()
        except OSError:  # what was still to be written does not fit either
            if os.path.exists(path):
                os.remove(path)
