"""The mail backend of an installation without a mail server: a file for each message, for the site's own user only."""

import os

from django.core.mail.backends.filebased import EmailBackend


class PrivateFileBackend(EmailBackend):
    """Django's file backend; folder and files are private whatever the umask."""

    def open(self) -> bool:
        """Open the file of this connection; return whether it was opened now."""
        os.chmod(self.file_path, 0o700)
        opened = super().open()
        if opened:
            os.fchmod(self.stream.fileno(), 0o600)
        return opened
