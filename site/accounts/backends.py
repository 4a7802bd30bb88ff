"""Signing in by e-mail address, beside Django's own backend, which knows names and keeps the sessions."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import User


class AddressBackend(ModelBackend):
    """Knows a user by an address; accounts that share one are told apart by their passwords."""

    def authenticate(self, request, username=None, password=None, email=None, **kwargs) -> User | None:
        """Return the user with this address and password; an address that nobody has takes as long as a wrong password."""
        if not email or password is None:
            return None
        users = list(User.objects.filter(email__iexact=email).order_by("pk"))
        for user in users:
            if user.check_password(password) and self.user_can_authenticate(user):
                return user
        if not users:
            User().set_password(password)
        return None
