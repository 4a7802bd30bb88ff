"""The form of a comment."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000  # characters of a comment


class CommentForm(forms.Form):
    """A comment on a piece of a page, or on one of its sentences (its number among them)."""

    path = forms.CharField(widget=forms.HiddenInput, max_length=300)
    sentence = forms.IntegerField(label=_("About"), required=False, min_value=0)
    text = forms.CharField(
        label=_("Your comment"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down your comment.")},
    )  # fmt: skip
