"""Base of public forms: without cookies, scripts or accounts.

Protection without a CSRF cookie: the headers of the browser (Sec-Fetch-Site, Origin, Referer), a signed single-use token
with a time in the form, and a honeypot field. Submissions are rate limited by network (accounts.rate_limits).
"""

import hashlib
import logging
import secrets
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from django import forms
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.rate_limits import RateLimit, Source
from core.forms.language_switch import is_switched, restate
from core.machine_faults import find_fault
from core.models import ReaderToken

logger = logging.getLogger("forms")
MIN_AGE, MAX_AGE = 1, 4 * 3600  # seconds between rendering and submission
# Submissions of all forms: of a client, of its network, and of any network when many networks send much.
READER_FORMS = RateLimit(
    "reader-form", timedelta(hours=1), per_client=5, per_network=20, per_wide_network=20, crowd=200
)
MAX_BODY = 64 * 1024  # bytes
SALT = "core.reader_forms"  # part of the tokens in open forms: it never changes
HONEYPOT = "website_url"  # name of a hidden field that only robots fill in


class FormRefusedError(Exception):
    """A form is refused: `status` and a message for the reader; the form is shown again with its data."""

    def __init__(self, status: int, message):
        super().__init__(str(message))
        self.status, self.message = status, message


class FormResult(NamedTuple):
    """What came of a form that was posted: it was accepted, or is shown again with this status, and with why when it is refused.

    A form that was taken along to another language is neither accepted nor refused.
    """

    form: forms.Form
    refusal: FormRefusedError | None = None
    accepted: bool = False
    status: int = 200


class ProtectedForm(forms.Form):
    """Base of public forms: accepts any text, and marks fields with errors for assistive technology."""

    use_required_attribute = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if self.is_bound and self.errors.get(name):
                field.widget.attrs.update(
                    {"aria-invalid": "true", "aria-describedby": f"{self[name].id_for_label}-error"}
                )


def make_token(path: str) -> str:
    """Return a token for the form at URL path `path`."""
    return signing.dumps([path, secrets.token_urlsafe(12)], salt=SALT)


def read_token(token: str, path: str) -> str:
    """Return the digest of a token; raise FormRefusedError when it is invalid, expired or of another form."""
    try:
        signed_path, _nonce = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.SignatureExpired:
        raise FormRefusedError(400, _("This form stood open for too long. Please send it once more.")) from None
    except Exception:  # a forged token may hold anything: each ends in a message, never in an error page
        raise FormRefusedError(400, _("This form could not be checked. Please send it once more.")) from None
    if signed_path != path:
        raise FormRefusedError(400, _("This form could not be checked. Please send it once more."))
    try:
        signing.loads(token, salt=SALT, max_age=MIN_AGE)
    except signing.SignatureExpired:
        return hashlib.sha256(token.encode()).hexdigest()
    raise FormRefusedError(400, _("That went very fast. Please wait a moment and send it once more."))


def check_origin(request) -> None:
    """Raise FormRefusedError unless the request comes from a page of this site.

    A browser that keeps back where a form came from says `Origin: null`; then Sec-Fetch-Site alone tells, which no page can set.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        raise FormRefusedError(403, _("This form was not sent from this site."))
    own = (request.scheme, request.get_host())
    for name in ("Origin", "Referer"):
        value = request.headers.get(name)
        if value == "null" and site == "same-origin":
            continue
        if value:
            try:
                parts = urlsplit(value)
            except ValueError:
                raise FormRefusedError(403, _("This form was not sent from this site.")) from None
            if (parts.scheme, parts.netloc) != own:
                raise FormRefusedError(403, _("This form was not sent from this site."))
            return


def consume_token(request, digest: str, data: dict, limit: RateLimit) -> bool:
    """Mark a token as used and count the submission, in the caller's transaction; return False for a second click.

    Raise FormRefusedError: 400 when the token was used for something else, which was not sent then; 429 above the rate limit.
    """
    content = hashlib.sha256(f"{digest} {request.get_full_path()} {sorted(data.items())}".encode()).hexdigest()
    ReaderToken.objects.filter(used_at__lt=timezone.now() - timedelta(seconds=MAX_AGE)).delete()
    try:
        with transaction.atomic():
            ReaderToken.objects.create(digest=digest)
    except IntegrityError:
        if ReaderToken.objects.filter(digest=content).exists():
            return False
        raise FormRefusedError(
            400,
            _("Something else was sent with this form before, and this was not sent yet. Please send it once more."),
        ) from None
    count_submission(request, limit)
    ReaderToken.objects.create(digest=content)
    return True


def count_submission(request, limit: RateLimit | None) -> None:
    """Count a submission; raise FormRefusedError above the limit."""
    if limit is not None and limit.consume(Source.of_request(request)):
        raise FormRefusedError(429, _("You sent several messages in a short time. Please try again in an hour."))


def process_form(request, form_class, act) -> FormResult:
    """Process a POST request.

    `act(cleaned_data)` is called once per token, in the transaction that marks it as used.
    """
    return _process(request, form_class, lambda form, digest: _act_once(request, form, digest, act))


def process_step(request, form_class, act, limit: RateLimit | None = None) -> FormResult:
    """Process a step of a form, as `process_form`, but as often as it is sent: who goes back a step sends it once more.

    `limit` counts the steps that begin something; what others write to is limited by what was begun.
    """

    def once(form, _digest: str) -> None:
        count_submission(request, limit)
        act(form.cleaned_data)

    return _process(request, form_class, once)


def _act_once(request, form, digest: str, act) -> None:
    if consume_token(request, digest, form.cleaned_data, READER_FORMS):
        act(form.cleaned_data)


def _process(request, form_class, act) -> FormResult:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
        return _refuse(form_class(), 413, _("This message is too long."))
    form = form_class() if is_switched(request) else form_class(request.POST)
    try:
        check_origin(request)
        if is_switched(request):
            return FormResult(restate(form_class, request.POST))
        if not form.is_valid():
            return _refuse(form, 400, _("Something is not right yet. Look at the fields below."))
        digest = read_token(request.POST.get("token", ""), request.path)
        if request.POST.get(HONEYPOT):
            return FormResult(form, accepted=True)
        with transaction.atomic():
            act(form, digest)
    except FormRefusedError as refusal:
        return FormResult(form, refusal, status=refusal.status)
    except Exception as error:
        if (fault := find_fault(error)) is None:
            raise
        logger.warning("a form could not be kept: %s", fault.name)
        return _refuse(form, fault.status, f"{fault.message}. {fault.advice}")
    return FormResult(form, accepted=True)


def _refuse(form, status: int, message) -> FormResult:
    return FormResult(form, FormRefusedError(status, message), status=status)
