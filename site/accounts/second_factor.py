"""Codes of the second factor: wrong ones are limited for each account, by network, and a known device is counted apart.

Who types a code knows the password. A code has six digits, so the limit is what keeps them out: `accounts.rate_limits` counts in the database,
which a restart or a full cache does not forget.
"""

from contextvars import ContextVar
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django.db import transaction
from django.http import HttpRequest

from accounts.known_devices import find_device
from accounts.rate_limits import DAY, RateLimit, Source, digest_subject

HOUR = timedelta(hours=1)
# Wrong codes: 5 of a network for an account in an hour, 20 of a network for all, and of an account those of four other networks in a day.
WRONG_CODES = RateLimit(
    "second-factor", HOUR, per_subject=5, per_network=20, per_wide_network=20, networks=5, subject_window=DAY
)
WRONG_CODES_OF_DEVICE = RateLimit("second-factor-device", HOUR, per_subject=10)
_request: ContextVar[HttpRequest] = ContextVar("request")  # allauth's forms get none


class LimitedCode:
    """Mixin of allauth's forms with a code: counts a code before it is compared, and forgets a right one."""

    def clean_code(self):
        """Return a right code; raise ValidationError for a wrong one, and for any when there were too many."""
        request = _request.get()
        device = find_device(request, self.user)
        limit = WRONG_CODES_OF_DEVICE if device else WRONG_CODES
        source = Source.of_device(device) if device else Source.of_request(request)
        subject = digest_subject(f"account {self.user.pk}")
        with transaction.atomic():
            if limit.find_excess(source, subject):
                request.is_login_limited = True
                raise get_adapter().validation_error("too_many_login_attempts")
            attempt = limit.record(source, subject)
        code = super().clean_code()
        attempt.delete()
        return code


class CodeForm(LimitedCode, AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(LimitedCode, ReauthenticateForm):
    """The code of somebody who is signed in, before the second factor itself is changed."""


def authenticate(request):
    """Ask for the code after the password; a request without one has an empty one, since there are no other factors."""
    if request.method == "POST" and "code" not in request.POST:
        request.POST = request.POST.copy()
        request.POST["code"] = ""
    return _answer(request, mfa.authenticate)


def reauthenticate(request):
    """Ask who is signed in for a code once more."""
    return _answer(request, mfa.reauthenticate)


def _answer(request, view):
    """Return the answer of a view of allauth, with 429 when too many codes were wrong."""
    token = _request.set(request)
    try:
        response = view(request)
    finally:
        _request.reset(token)
    if getattr(request, "is_login_limited", False):
        response.status_code = 429
        response["Retry-After"] = str(int(HOUR.total_seconds()))
    return response
