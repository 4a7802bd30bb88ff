"""What a member of the board is concerned with: a researcher's themes, a partner's organisations."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.names import name_of


class BoardMember(models.Model):
    """The themes and organisations of a user. The permissions are what roles may do beyond Wagtail's (`editorial.groups`)."""

    wagtail_reference_index_ignore = True

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="board_member", verbose_name=_("user")
    )
    themes = models.ManyToManyField(
        "directory.Theme", blank=True, related_name="+", verbose_name=_("themes"),
        help_text=_("A researcher edits the entries with one of these themes, in every language."),
    )  # fmt: skip
    organisations = models.ManyToManyField(
        "directory.Organisation", blank=True, related_name="+", verbose_name=_("organisations"),
        help_text=_("A partner reads and comments on what names one of these, once it waits for the board or is public."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("member of the board")
        verbose_name_plural = _("members of the board")
        permissions = [
            ("edit_in_themes", gettext_noop("May edit the entries in the own themes")),
            ("edit_translations", gettext_noop("May edit every translation of a page")),
            ("comment_on_concerns", gettext_noop("May comment on what concerns the own organisations")),
            ("take_over_step", gettext_noop("May take over a step of the workflow, with a reason")),
        ]

    def __str__(self):
        return name_of(self.user)
