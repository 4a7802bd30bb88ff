"""What the inbox keeps: notices, and how each user wants mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something that one user is told once: by its key it cannot be told again.

    Words are not kept: title, remark and comment are read where they stand, when the notice is shown or mailed.
    """

    class Kind(models.TextChoices):
        """What it is about."""

        REVIEW = "review", _("waits for your decision")
        RETURNED = "returned", _("came back to you")
        PASSED = "passed", _("is one step further")
        APPROVED = "approved", _("was approved")
        PUBLISHED = "published", _("is on the site")
        COMMENT = "comment", _("has a comment")
        RESOLVED = "resolved", _("has a comment that was resolved")
        DUE = "due", _("is due tomorrow")
        LATE = "late", _("is late")
        REVIEW_BY = "review_by", _("has to be looked at again")
        WORK = "work", _("waits for you")

    class Mail(models.TextChoices):
        """Whether it goes out by mail."""

        WAITING = "waiting", _("to be mailed")
        SENT = "sent", _("mailed")
        NONE = "none", _("not mailed")

    wagtail_reference_index_ignore = True

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.PositiveBigIntegerField(null=True)  # id of the task state or comment that it is about
    day = models.DateField(null=True)  # the date that is due
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=10, choices=Mail, default=Mail.WAITING)
    claim = models.UUIDField(null=True)  # of the one mail in which it goes out

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="notice_once")]
        indexes = [models.Index(fields=["user", "-created_at"], name="notice_of_user")]

    def __str__(self):
        return self.key


class MailChoice(models.Model):
    """How a user wants to be mailed; without a row, at once."""

    class When(models.TextChoices):
        """When mail goes out."""

        AT_ONCE = "at_once", _("At once, for every message")
        DAILY = "daily", _("Once a day, all together")
        NEVER = "never", _("No mail: I look here")

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    when = models.CharField(_("mail"), max_length=10, choices=When, default=When.AT_ONCE)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.get_when_display()
