"""Adapter of django-allauth: no sign-up, and client addresses behind proxies."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts.network import client_address


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are created by an administrator."""

    def is_open_for_signup(self, request) -> bool:
        """Return False."""
        return False

    def get_client_ip(self, request) -> str:
        """Return the client address for rate limits."""
        return client_address(request)
