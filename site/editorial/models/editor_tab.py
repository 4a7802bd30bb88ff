"""What each browser tab saved last."""

from django.conf import settings
from django.db import models


class EditorTab(models.Model):
    """An edit form as one browser tab has it, and the last revision that it saved (`editorial.editor_tabs`).

    A row lasts until another form saves the page: from then on its revision is not the latest one.
    """

    wagtail_reference_index_ignore = True

    token = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    # An autosave overwrites its revision and gives it a new time: the number alone does not tell whose words it holds.
    revision_created_at = models.DateTimeField(null=True)
    last_save = models.PositiveBigIntegerField(default=0)  # the highest FORM_SAVE that was carried out
    used_button = models.BooleanField(default=False)  # a save with a button was carried out, not only autosaves
    created_page = models.BooleanField(default=False)  # the page was made by this form

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["token", "user"], name="editor_tab_once")]

    def __str__(self):
        return self.token

    def made(self, revision) -> bool:
        """Return whether this form saved `revision`, with the content that it has now."""
        return (self.revision_id, self.revision_created_at) == (revision.pk, revision.created_at)
