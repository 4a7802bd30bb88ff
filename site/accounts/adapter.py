"""allauth's account screens, closed where this site does not want them."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs up."""

    def is_open_for_signup(self, request) -> bool:
        """Say no to every sign-up."""
        return False
