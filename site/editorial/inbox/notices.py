"""Makes notices: each user is told a thing once, and is mailed about it as they chose."""

from collections.abc import Iterable

from wagtail.users.models import UserProfile

from editorial.inbox.models import MailChoice, Notice
from editorial.inbox.tasks import mail_notices

# Switches of Wagtail's account page; what has none is always mailed.
SWITCHES = {
    Notice.Kind.REVIEW: "submitted_notifications",
    Notice.Kind.PASSED: "approved_notifications",
    Notice.Kind.APPROVED: "approved_notifications",
    Notice.Kind.PUBLISHED: "approved_notifications",
    Notice.Kind.RETURNED: "rejected_notifications",
    Notice.Kind.COMMENT: "updated_comments_notifications",
    Notice.Kind.RESOLVED: "updated_comments_notifications",
}


def notify(users: Iterable, kind: str, page, key: str, actor=None, source: int | None = None, day=None) -> int:
    """Tell users something about a page, except who did it; return how many had not been told before."""
    told = 0
    for user in {user.pk: user for user in users if user is not None}.values():
        if not user.is_active or (actor is not None and user.pk == actor.pk):
            continue
        when = read_choice(user)
        mail = Notice.Mail.WAITING if _is_mailed(user, kind, when) else Notice.Mail.NONE
        values = {"kind": kind, "page": page, "actor": actor, "source": source, "day": day, "mail": mail}
        _notice, made = Notice.objects.get_or_create(user=user, key=key, defaults=values)
        told += made
        if made and mail == Notice.Mail.WAITING and when == MailChoice.When.AT_ONCE:
            mail_notices.enqueue(user.pk)
    return told


def read_choice(user) -> str:
    """Return how a user wants to be mailed."""
    return MailChoice.objects.filter(user=user).values_list("when", flat=True).first() or MailChoice.When.AT_ONCE


def save_choice(user, when: str) -> None:
    """Keep how a user wants to be mailed; what waited for the daily mail goes out now, or not at all."""
    MailChoice.objects.update_or_create(user=user, defaults={"when": when})
    waiting = Notice.objects.filter(user=user, mail=Notice.Mail.WAITING, claim=None)
    if when == MailChoice.When.NEVER:
        waiting.update(mail=Notice.Mail.NONE)
    elif when == MailChoice.When.AT_ONCE and waiting.exists():
        mail_notices.enqueue(user.pk)


def _is_mailed(user, kind: str, when: str) -> bool:
    if not user.email or when == MailChoice.When.NEVER:
        return False
    return kind not in SWITCHES or getattr(UserProfile.get_for_user(user), SWITCHES[kind])
