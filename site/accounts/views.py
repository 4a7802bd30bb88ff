"""Account views."""

from datetime import timedelta

from allauth.account import views as account
from allauth.account.signals import password_reset as password_was_reset
from django.contrib import messages
from django.dispatch import receiver
from django.http import Http404
from django.shortcuts import render

from accounts.known_devices import find_device, remember_device
from accounts.models import User
from accounts.rate_limits import DAY, RateLimit, Source, digest_subject

ADMIN_ACCESS = "wagtailadmin.access_admin"
RETRY_AFTER = 300  # seconds
# Mails with a link for a new password: an address gets those of five networks a day, and of each network three an hour.
RESET_MAILS = RateLimit(
    "reset", timedelta(hours=1), per_subject=3, per_network=20, per_wide_network=40, networks=5, subject_window=DAY
)
RESET_MAILS_OF_DEVICE = RateLimit("reset-device", timedelta(hours=1), per_subject=3)


def sign_in(request):
    """Login view; explains to signed-in users without a role why the admin redirects them here."""
    if request.user.is_authenticated and not request.user.has_perm(ADMIN_ACCESS):
        list(messages.get_messages(request))  # consumed: the page explains it
        return render(request, "account/no_role.html", {"messages": []}, status=403)
    response = account.login(request)
    if getattr(request, "is_login_limited", False):
        response.status_code = 429
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def reset_password(request):
    """Ask for a mail with a link; limited by network and by address, the same for known and unknown addresses."""
    email = request.POST.get("email", "").strip()
    if request.method == "POST" and email:
        user = User.objects.filter(email__iexact=email).order_by("pk").first()
        device = find_device(request, user)
        limit = RESET_MAILS_OF_DEVICE if device else RESET_MAILS
        if limit.consume(Source.of_device(device) if device else Source.of_request(request), digest_subject(email)):
            response = render(request, "account/reset_limited.html", status=429)
            response["Retry-After"] = str(3600)
            return response
    return account.password_reset(request)


def reset_password_from_key(request, uidb36: str, key: str):
    """Set a new password behind the link of a mail; who could read that mail has proved the account on this device."""
    uidb36, key = f"{uidb36}-{key}".split("-", 1)  # a key has dashes too, and the first one ends the number of the user
    response = account.password_reset_from_key(request, uidb36=uidb36, key=key)
    user = getattr(request, "user_of_new_password", None)
    if user is not None:
        remember_device(request, response, user)
    return response


@receiver(password_was_reset, dispatch_uid="accounts.note_reset")
def note_reset(sender, request, user, **kwargs) -> None:
    """Note whose password was set, for the view."""
    request.user_of_new_password = user


def disabled(request, key=""):
    """View for features of allauth that are disabled, such as sign-up."""
    raise Http404
