"""A step of the editorial workflow."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from editorial.models.review_step import ReviewStep


class ReturnForm(forms.Form):
    """What has to be changed: words that whoever wrote the page reads above its form."""

    comment = forms.CharField(
        label=_("What has to be changed?"), widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down what has to be changed: without a reason nobody knows what to do.")},
    )  # fmt: skip


class BoardTask(AbstractGroupApprovalTask):
    """A step that the members of its groups decide on, or who took it over with a reason (`editorial.review.take_over`)."""

    class Meta:
        verbose_name = _("step of the board")
        verbose_name_plural = _("steps of the board")

    def locked_for_user(self, obj, user):
        """Return whether the page is locked for a user while it waits for this step."""
        return super().locked_for_user(obj, user) and not self._has_taken_over(obj, user)

    def user_can_access_editor(self, obj, user):
        """Return whether a user may open the page because it waits for this step."""
        return super().user_can_access_editor(obj, user) or self._has_taken_over(obj, user)

    def get_actions(self, obj, user):
        """Return what a user may do at this step: (name, label, whether a dialog asks for words)."""
        if super().get_actions(obj, user) or self._has_taken_over(obj, user):
            return [("reject", _("Send back"), True), ("approve", _("Approve"), False)]
        return []

    def get_form_for_action(self, action):
        """Return the form of an action; who sends back says why."""
        return ReturnForm if action == "reject" else super().get_form_for_action(action)

    @classmethod
    def get_description(cls):
        """Return what the screen of workflows says of this kind of step."""
        return _("The members of these groups decide on this step; a chief editor can take it over with a reason")

    def _has_taken_over(self, obj, user) -> bool:
        state = obj.current_workflow_task_state
        return state is not None and state.task_id == self.pk and ReviewStep.is_taken_over_by(state, user)
