"""A mail server that does not answer."""

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    """Fails as a connection does that times out."""

    def send_messages(self, messages):
        """Raise TimeoutError."""
        raise TimeoutError
