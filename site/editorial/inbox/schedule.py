"""What the clock tells: once a day reminders of what is due, then the daily mail. Done by the worker, without cron.

Every half minute it is asked, so the first question is answered without the database.
"""

from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from django.utils import timezone, translation

from editorial.daily import DailyRun, run_once
from editorial.inbox.keys import add_occasions, find_named_work
from editorial.inbox.models import MailChoice, Notice
from editorial.inbox.notices import notify
from editorial.inbox.receivers import find_deciders
from editorial.inbox.tasks import mail_notices
from editorial.review_dates import find_review_dates
from editorial.waiting import find_due_steps

MAIL_HOUR = 7  # local time
KEPT_DAYS = 180  # of notices that were read, and of the jobs that were done
LOOK_BACK = timedelta(days=7)  # so far back a day for review is told when no worker ran on it
_done: list[date] = []  # the last day on which this process found everything done


def run_daily() -> bool:
    """Do what is due today and was not done yet; return whether there was anything."""
    now = timezone.localtime()
    if now.hour < MAIL_HOUR or _done[-1:] == [now.date()]:
        return False
    run_once("occasions of open work", date.max, add_occasions)  # once for all: this mark is never pruned
    did = [run_once("reminders", now.date(), partial(remind, now.date())), *_send_daily_mails(now.date())]
    run_once("pruning", now.date(), partial(prune, now.date()))
    _done[:] = [now.date()]
    return any(did)


def _send_daily_mails(today: date) -> list[bool]:
    daily = MailChoice.objects.filter(when=MailChoice.When.DAILY).values("user")
    waiting = Notice.objects.filter(user__in=daily, mail=Notice.Mail.WAITING, claim=None)
    users = waiting.order_by().values_list("user", flat=True).distinct()
    return [run_once(f"mail:{user}", today, partial(mail_notices.enqueue, user)) for user in users]


def remind(today: date) -> None:
    """Make the notices of today: steps that are due, entries to look at again, and what other apps say is to be done."""
    for state, page, due in find_due_steps(today + timedelta(days=1)):
        if due == today + timedelta(days=1):
            notify(find_deciders(state), Notice.Kind.DUE, page, f"due:{state.pk}:{due}", source=state.pk, day=due)
        elif due < today:
            notify(find_deciders(state), Notice.Kind.LATE, page, f"late:{state.pk}:{due}", source=state.pk, day=due)
    for entry, day in find_review_dates(today - LOOK_BACK, today):
        users = [entry.owner] if entry.owner and entry.owner.is_active else _list_publishers()
        notify(users, Notice.Kind.REVIEW_BY, entry, f"review_by:{entry.pk}:{day}", day=day)
    with translation.override(settings.LANGUAGE_CODE):  # in which keys are made
        for user in list_editors():
            for key, work in find_named_work(user).items():
                notify([user], Notice.Kind.WORK, work.page, key)


def list_editors() -> list:
    """Return the active users who may enter the editing screens."""
    allowed = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    users = get_user_model().objects.filter(is_active=True)
    return list(users.filter(Q(is_superuser=True) | Q(groups__permissions__in=allowed)).distinct())


def _list_publishers() -> list:
    users = get_user_model().objects.filter(
        is_active=True, groups__page_permissions__permission__codename="publish_page"
    )
    return list(users.distinct())


def prune(today: date) -> None:
    """Delete notices that were read, and the marks of jobs, of long ago."""
    before = timezone.now() - timedelta(days=KEPT_DAYS)
    Notice.objects.filter(read_at__lt=before).delete()
    DailyRun.objects.filter(day__lt=today - timedelta(days=KEPT_DAYS)).delete()
