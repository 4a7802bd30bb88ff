"""Until when an entry may be taken to be true."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewDate(models.Model):
    """A day on which somebody looks whether a page is still true, set by an editor; without one its kind decides."""

    wagtail_reference_index_ignore = True

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="review_date")
    day = models.DateField(_("look at it again by"), db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.page_id}: {self.day}"
