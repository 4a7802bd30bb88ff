"""When a recording is trimmed: at once when consent is withdrawn, else on the day after it ends."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from talkshows.models import Consent
from talkshows.tasks import trim_recordings


def request_trim(consent: Consent) -> None:
    """Queue the trimming to what a consent leaves: now when it is over, else on the day after it ends."""
    Consent.objects.filter(pk=consent.pk).update(
        cut=Consent.Cut.WAITING if consent.kept_part and consent.is_over else Consent.Cut.NONE
    )
    if not consent.kept_part or not (consent.is_over or consent.until):
        return
    key = str(consent.entry_key)
    if consent.is_over:
        trim_recordings.enqueue(key)
        return
    day = timezone.make_aware(datetime.combine(consent.until + timedelta(days=1), time(0, 5)))
    trim_recordings.using(run_after=day).enqueue(key)
