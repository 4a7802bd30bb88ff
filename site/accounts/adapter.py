"""Adapter of django-allauth: no sign-up, and limits of wrong passwords that no stranger can fill for somebody else."""

from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.known_devices import find_device, remember_device
from accounts.models import User
from accounts.network import client_network
from accounts.rate_limits import Excess, RateLimit, Source, digest_subject

FIVE_MINUTES = timedelta(minutes=5)
# Wrong passwords: 5 of a network for an account, 20 of a network for all, and of an account those of nine other networks in an hour.
WRONG_PASSWORDS = RateLimit(
    "login", FIVE_MINUTES, per_subject=5, per_network=20, per_wide_network=60, networks=10, subject_window=timedelta(hours=1),
)  # fmt: skip
WRONG_PASSWORDS_OF_DEVICE = RateLimit("login-device", FIVE_MINUTES, per_subject=5)
CLOSED = _(
    "From many places passwords are tried for this account. Until that ends, sign in on a device where you did so before, or with"
    " a second factor; or ask for a new password by mail."
)


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are created by an administrator."""

    error_messages = {**DefaultAccountAdapter.error_messages, "closed_to_strangers": CLOSED}
    attempt = None
    is_closed = False  # many networks try this account, and the device is not known

    def is_open_for_signup(self, request) -> bool:
        """Return False."""
        return False

    def get_client_ip(self, request) -> str:
        """Return the network of the client, for rate limits."""
        return client_network(request)

    def pre_authenticate(self, request, **credentials) -> None:
        """Count the attempt; raise ValidationError when its source has made too many."""
        name = credentials.get("email") or credentials.get("username") or ""
        user = (
            User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).order_by("pk").first()
            if name
            else None
        )
        subject = digest_subject(f"account {user.pk}" if user else name)
        device = find_device(request, user)
        limit = WRONG_PASSWORDS_OF_DEVICE if device else WRONG_PASSWORDS
        source = Source.of_device(device) if device else Source.of_request(request)
        with transaction.atomic():
            excess = limit.find_excess(source, subject)
            if excess is not Excess.SOURCE:
                self.attempt = limit.record(source, subject)
        if excess is Excess.SOURCE:
            raise self._refuse(request, "too_many_login_attempts")
        self.is_closed = excess is Excess.SUBJECT

    def authenticate(self, request, **credentials):
        """Return the user of a right password, who is not counted; a closed account needs a second factor too.

        A closed account answers the same to a right and to a wrong password.
        """
        user = super().authenticate(request, **credentials)
        if self.is_closed and (user is None or not is_mfa_enabled(user)):
            raise self._refuse(request, "closed_to_strangers")
        if user is not None and self.attempt is not None:
            self.attempt.delete()
        return user

    def _refuse(self, request, code: str) -> ValidationError:
        request.is_login_limited = True
        return self.validation_error(code)

    def post_login(self, request, user, **kwargs):
        """Remember the device of a complete sign-in."""
        response = super().post_login(request, user, **kwargs)
        remember_device(request, response, user)
        return response
