"""With whom a draft is shared."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class CoAuthor(models.Model):
    """A user with whom a page is shared: they edit it as its owner does; a partner reads along and comments."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="co_authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_pages")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        constraints = [models.UniqueConstraint(fields=["page", "user"], name="co_author_once")]

    def __str__(self):
        return f"{self.user} ({self.page_id})"
