"""Devices on which somebody signed in before: a signed cookie, for editors alone, that lets them in while strangers guess.

The cookie names the device and its accounts, and lets nobody in by itself: it only counts the tries of this device apart from
those of everybody else.
"""

import secrets

from django.conf import settings
from django.core import signing

from accounts.models import User

SALT = "accounts.known_device"
MAX_AGE = 180 * 24 * 3600  # seconds; every sign-in begins them again
MAX_ACCOUNTS = 8  # of one device; the oldest goes first
PATH = "/beheer/"


def read_device(request) -> tuple[str, list[int]]:
    """Return the id of the device and the keys of its accounts; ("", []) without a valid cookie."""
    try:
        device, accounts = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=MAX_AGE
        )
        return str(device), [int(key) for key in accounts]
    except (signing.BadSignature, TypeError, ValueError):
        return "", []


def find_device(request, user: User | None) -> str:
    """Return the id of the device when this account signed in on it before, or is signed in now; else ""."""
    if user is None:
        return ""
    device, accounts = read_device(request)
    if user.pk in accounts:
        return device
    signed_in = getattr(request, "user", None)
    return f"session {user.pk}" if signed_in is not None and signed_in.pk == user.pk else ""


def remember_device(request, response, user: User) -> None:
    """Set the cookie of a device on which an account has just proved itself."""
    device, accounts = read_device(request)
    accounts = [*(key for key in accounts if key != user.pk), user.pk][-MAX_ACCOUNTS:]
    value = signing.dumps([device or secrets.token_urlsafe(12), accounts], salt=SALT)
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME, value, max_age=MAX_AGE, path=PATH, httponly=True, samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
