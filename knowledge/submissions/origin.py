"""What the board reads above a question or offer of a reader: when it was brought in or changed, and until when an answer was promised."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.extensions import Origin
from knowledge.models import Submission
from knowledge.models.exchange import ExchangePage


def find_origin(page) -> Origin | None:
    """Return that a reader brought a page in, or changed it, while the board has not published that; nothing about who."""
    if not issubclass(page.specific_class or type(page), ExchangePage):
        return None
    submission = Submission.objects.filter(page_id=page.pk).exclude(confirmed_at=None).first()
    if submission is None:
        return None
    if page.live:
        return _describe_change(submission) if submission.changed_at and page.has_unpublished_changes else None
    return _describe_new(submission) if submission.published_at is None else None


def _describe_new(submission: Submission) -> Origin:
    sentence = _("A reader brought this in on %(day)s.") % {"day": _format(submission.confirmed_at)}
    last = submission.confirmed_at + timedelta(days=settings.BOARD_READS_WITHIN)
    is_late = timezone.localdate(last) < timezone.localdate()
    promise = _("An answer was promised by %(day)s; that day has passed.") if is_late else (
        _("An answer was promised by %(day)s.")
    )  # fmt: skip
    return Origin(
        sentence,
        (promise % {"day": _format(last)}, _("Add what is missing, such as themes and a place.")),
        _("Is it good? Then publish it: who brought it in gets a mail."),
    )


def _describe_change(submission: Submission) -> Origin:
    sentence = _("Who brought this in changed it on %(day)s.") % {"day": _format(submission.changed_at)}
    return Origin(sentence, (_("On the site is the version before it."),), _("Is it good? Then publish it."))


def _format(moment) -> str:
    local = timezone.localtime(moment)
    return date_format(local, "j F" if local.year == timezone.localdate().year else "j F Y")
