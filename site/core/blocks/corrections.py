"""Blocks for the corrections of an entry."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CorrectionBlock(blocks.StructBlock):
    """A correction; `EarlierVersion` refers to it by block id."""

    date = blocks.DateBlock(label=_("Corrected on"), default=timezone.localdate)
    was = blocks.TextBlock(label=_("What was wrong"), rows=2, help_text=_("As readers could have read it."))
    now = blocks.TextBlock(label=_("What it is now"), rows=2)
    keep = blocks.BooleanBlock(
        label=_("The earlier version stays readable"), required=False, default=True,
        help_text=_("Untick this when the mistake itself may not be read any more, such as somebody’s personal data."),
    )  # fmt: skip

    def clean(self, value):
        """Reject a date in the future."""
        value = super().clean(value)
        if value["date"] and value["date"] > timezone.localdate():
            error = ValidationError(_("A correction cannot be of a day that is still to come."))
            raise blocks.StructBlockValidationError(block_errors={"date": error})
        return value

    class Meta:
        icon = "edit"
        label = _("Correction")


class CorrectionsBlock(blocks.StreamBlock):
    """All corrections of an entry."""

    correction = CorrectionBlock()

    class Meta:
        required = False
