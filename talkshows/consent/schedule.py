"""Schedules what follows from consents by date: the rewriting of pages and the trimming of recordings."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from talkshows.models import Consent
from talkshows.tasks import rewrite_ended, trim_recordings


def request_rewrite(consent: Consent) -> None:
    """Enqueue the rewriting of pages for the first moment after the end date of a consent."""
    day = timezone.make_aware(datetime.combine(consent.until + timedelta(days=1), time(0, 0)))
    rewrite_ended.using(run_after=day).enqueue()


def request_trim(consent: Consent) -> None:
    """Enqueue trimming to the retained range: now for an ended consent, else for the day after its end date."""
    Consent.objects.filter(pk=consent.pk).update(
        cut=Consent.TrimStatus.WAITING if consent.retained_range and consent.has_ended else Consent.TrimStatus.NONE
    )
    if not consent.retained_range or not (consent.has_ended or consent.until):
        return
    key = str(consent.entry_key)
    if consent.has_ended:
        trim_recordings.enqueue(key)
        return
    day = timezone.make_aware(datetime.combine(consent.until + timedelta(days=1), time(0, 5)))
    trim_recordings.using(run_after=day).enqueue(key)
