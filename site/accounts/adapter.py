"""allauth's account screens, closed where this site does not want them."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts.network import client_address


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs up."""

    def is_open_for_signup(self, request) -> bool:
        """Say no to every sign-up."""
        return False

    def get_client_ip(self, request) -> str:
        """Return the address that the throttle counts."""
        return client_address(request)
