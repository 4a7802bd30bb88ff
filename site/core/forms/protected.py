"""Forms for readers: no cookie, no script, no account; every form for readers is built on this.

Instead of a CSRF cookie: the browser's own word about where the request comes from (Sec-Fetch-Site, Origin,
Referer), a signed, dated, single-use token in the form, and a field that only robots fill in. How often somebody
sends is counted under a hash with a salt that is thrown away after a day.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.network import client_address
from core.models import ReaderToken, ReaderVisit

MIN_AGE, MAX_AGE = 1, 4 * 3600  # seconds between showing and sending
WINDOW = timedelta(hours=1)
MAX_PER_ADDRESS, MAX_PER_SITE = 5, 60  # sendings in WINDOW
MAX_BODY = 64 * 1024  # bytes
HONEYPOT = "website_url"


class FormRefusedError(Exception):
    """The form is not taken: `status` and a message for the reader; what was typed is shown again."""

    def __init__(self, status: int, message):
        super().__init__(str(message))
        self.status, self.message = status, message


class ProtectedForm(forms.Form):
    """Base of forms for readers: takes any text a browser or robot can send."""

    use_required_attribute = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if self.is_bound and self.errors.get(name):
                field.widget.attrs.update(
                    {"aria-invalid": "true", "aria-describedby": f"{self[name].id_for_label}-error"}
                )

    def clean(self):
        """Refuse characters that no database or mail takes."""
        data = super().clean()
        for name, value in list(data.items()):
            if isinstance(value, str):
                data[name] = value.replace("\x00", "").encode("utf-8", "ignore").decode()
        return data


def make_token(path: str) -> str:
    """Return a token for the form at `path`."""
    return signing.dumps([path, secrets.token_urlsafe(12)], salt="core.forms.protected")


def read_token(token: str, path: str) -> str:
    """Return the digest under which a token is used up; raise Refused when it is forged, foreign or too old."""
    try:
        signed_path, _nonce = signing.loads(token, salt="core.forms.protected", max_age=MAX_AGE)
    except signing.SignatureExpired:
        raise FormRefusedError(400, _("This form stood open for too long. Please send it once more.")) from None
    except Exception:
        raise FormRefusedError(400, _("This form could not be checked. Please send it once more.")) from None
    if signed_path != path:
        raise FormRefusedError(400, _("This form could not be checked. Please send it once more."))
    try:
        signing.loads(token, salt="core.forms.protected", max_age=MIN_AGE)
    except signing.SignatureExpired:
        return hashlib.sha256(token.encode()).hexdigest()
    raise FormRefusedError(400, _("That went very fast. Please wait a moment and send it once more."))


def check_origin(request) -> None:
    """Raise Refused unless the request comes from a page of this site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        raise FormRefusedError(403, _("This form was not sent from this site."))
    own = (request.scheme, request.get_host())
    for name in ("Origin", "Referer"):
        value = request.headers.get(name)
        if value:
            try:
                parts = urlsplit(value)
            except ValueError:
                raise FormRefusedError(403, _("This form was not sent from this site.")) from None
            if (parts.scheme, parts.netloc) != own:
                raise FormRefusedError(403, _("This form was not sent from this site."))
            return


def _digest(request) -> str:
    # The salt of a day comes from the secret key and cannot be found again from the hash alone; rows live an hour.
    salt = hmac.new(settings.SECRET_KEY.encode(), f"visit {timezone.now():%Y-%m-%d}".encode(), "sha256").digest()
    return hmac.new(salt, client_address(request).encode(), "sha256").hexdigest()


def consume_token(request, digest: str) -> bool:
    """Use up a token and count the sending, in the caller's transaction; False when it was used before.

    Raises Refused (429) over the limit.
    """
    since = timezone.now() - WINDOW
    ReaderVisit.objects.filter(sent_at__lt=since).delete()
    ReaderToken.objects.filter(used_at__lt=timezone.now() - timedelta(seconds=MAX_AGE)).delete()
    try:
        with transaction.atomic():
            ReaderToken.objects.create(digest=digest)
    except IntegrityError:
        return False
    visitor = _digest(request)
    if (
        ReaderVisit.objects.filter(digest=visitor).count() >= MAX_PER_ADDRESS
        or ReaderVisit.objects.count() >= MAX_PER_SITE
    ):
        raise FormRefusedError(429, _("You sent several messages in a short time. Please try again in an hour."))
    ReaderVisit.objects.create(digest=visitor)
    return True


def process_form(request, form_class, act) -> tuple:
    """Handle a POST: return (form, refusal or None, done).

    `act(cleaned_data)` runs once per token, in the transaction that uses it up.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return form_class(), FormRefusedError(413, _("This message is too long.")), False
    form = form_class(request.POST)
    try:
        check_origin(request)
        if not form.is_valid():
            return form, FormRefusedError(400, _("Something is not right yet. Look at the fields below.")), False
        digest = read_token(request.POST.get("token", ""), request.path)
        if request.POST.get(HONEYPOT):
            return form, None, True
        with transaction.atomic():
            if consume_token(request, digest):
                act(form.cleaned_data)
    except FormRefusedError as refusal:
        return form, refusal, False
    return form, None, True
