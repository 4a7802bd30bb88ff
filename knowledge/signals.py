"""What a publication brings about: city labs lead their question on, and who brought something in is told."""

from django.utils import timezone
from wagtail.models import get_page_models
from wagtail.signals import page_published

from knowledge.matching.loop import follow_case
from knowledge.models import CasePage, Submission
from knowledge.models.exchange import ExchangePage
from knowledge.models.proposal import Proposal
from knowledge.submissions import tasks
from media.page_dates import is_live_now


def follow_published_case(sender, instance, **kwargs) -> None:
    """Mark the question of a published city lab as under way, or as answered when there is a result; a planned one waits."""
    if is_live_now(instance) and Proposal.objects.filter(case__translation_key=instance.translation_key).exists():
        follow_case(instance)


def tell_owner(sender, instance, **kwargs) -> None:
    """Mail the owner at the first publication; any publication settles their change. A planned page is not published yet."""
    if not is_live_now(instance):
        return
    mine = Submission.objects.filter(page_id=instance.pk)
    if mine.filter(published_at=None).update(published_at=timezone.now()):
        tasks.send_mail.enqueue(str(mine.get().key), "published")
    mine.exclude(changed_at=None).update(changed_at=None)


def connect() -> None:
    """Connect the receivers; called from `AppConfig.ready()`."""
    page_published.connect(follow_published_case, sender=CasePage, dispatch_uid="knowledge.follow_case")
    for model in get_page_models():
        if issubclass(model, ExchangePage):
            page_published.connect(tell_owner, sender=model, dispatch_uid="knowledge.tell_owner")
