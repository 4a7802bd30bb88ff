"""Uploads that find no room for their temporary file: the rest of the form is still read, and comes back in the answer."""

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from core.machine_faults import find_fault


class RoomCheckingUploadHandler(TemporaryFileUploadHandler):
    """Django's handler of large files; a full disk is kept on the request, `report_lost_files` raises it."""

    def new_file(self, *args, **kwargs):
        """Begin a temporary file."""
        self._attempt(super().new_file, *args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        """Write a part of the file."""
        self._attempt(super().receive_data_chunk, raw_data, start)

    def _attempt(self, method, *args, **kwargs) -> None:
        try:
            method(*args, **kwargs)
        except OSError as error:
            if find_fault(error) is None or self.request is None:
                raise
            self.request.upload_error = error
            self.request.lost_files = [*getattr(self.request, "lost_files", []), (self.field_name, self.file_name)]
            raise SkipFile from error


def report_lost_files(request) -> None:
    """Read the form of an upload; raise the error with which a file of it was lost."""
    if request.method == "POST" and request.content_type == "multipart/form-data":
        request.POST  # noqa: B018 -- reading it takes in the files
    error = getattr(request, "upload_error", None)
    if error is not None:
        raise error
