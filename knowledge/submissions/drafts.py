"""Forms that are being filled in: each under a secret address, for a day; and what becomes of them when they are sent."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.rate_limits import DAY, RateLimit, Source, digest_subject
from knowledge.models import Submission, SubmissionForm
from knowledge.submissions import tasks
from knowledge.submissions.steps import SubmissionKind

KEPT = timedelta(hours=24)
MAX_SAVES = 200  # of one form
# Forms that somebody begins: enough for a class in one room, and not for a robot.
BEGUN_FORMS = RateLimit(
    "submission-form", timedelta(hours=1), per_client=20, per_network=60, per_wide_network=60, crowd=600
)
# Confirmation mails to one address: three a day that a network asks for, of at most five networks.
CONFIRMATION_MAILS = RateLimit("submission-mail", DAY, per_subject=3, networks=5, subject_window=DAY)


def find_form(kind: SubmissionKind, key) -> SubmissionForm | None:
    """Return the form with a key while it is kept."""
    return SubmissionForm.objects.filter(pk=key, kind=kind.kind, made_at__gt=timezone.now() - KEPT).first()


def begin(kind: SubmissionKind, language: str, step: str, posted: dict) -> SubmissionForm:
    """Keep the first step of a new form."""
    return SubmissionForm.objects.create(kind=kind.kind, language=language, data={step: posted}, saves=1)


@transaction.atomic
def keep(form: SubmissionForm, step: str, posted: dict, language: str = "") -> bool:
    """Keep a step of a form; return False when it was saved too often.

    `language`: that of its words, where the step has them; the form may be taken along to the other language.
    """
    row = SubmissionForm.objects.select_for_update().filter(pk=form.pk, saves__lt=MAX_SAVES).first()
    if row is None:
        return False
    row.language, row.data = language or row.language, {**row.data, step: posted}
    row.saves += 1
    row.save(update_fields=["language", "data", "saves"])
    return True


@transaction.atomic
def send(form: SubmissionForm, email: str, name: str, source: Source) -> Submission | None:
    """Make an unconfirmed submission of a form, and mail its confirmation link; the form itself is gone then.

    Return it, or None when nothing was made.

    An address that gets too many mails gets none, and the reader is not told.
    """
    if not SubmissionForm.objects.filter(pk=form.pk).delete()[0]:
        return None  # sent already, by a second click
    if CONFIRMATION_MAILS.consume(source, digest_subject(email)):
        return None
    submission = Submission.objects.create(
        kind=form.kind, language=form.language, email=email, name=name, data=form.data
    )
    tasks.send_mail.enqueue(str(submission.key), "confirm")
    return submission
