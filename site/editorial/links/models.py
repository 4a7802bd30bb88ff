"""The addresses that public pages link to, and how each answered last."""

from django.db import models


class PageLink(models.Model):
    """An address that the published version of a page links to; rows of a page are replaced when it is published."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    address = models.ForeignKey("LinkedAddress", on_delete=models.CASCADE, related_name="links")
    words = models.CharField(max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "address"], name="page_link_once")]

    def __str__(self):
        return f"{self.page_id} {self.address_id}"


class LinkedAddress(models.Model):
    """An address of another site, or one of this site that was typed as an address, with the last answer."""

    class State(models.TextChoices):
        """What the last answers say."""

        UNKNOWN = "unknown"
        WORKS = "works"
        FAILED = "failed"  # once: a server may be down
        BROKEN = "broken"

    wagtail_reference_index_ignore = True

    url = models.CharField(max_length=2000, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNKNOWN)
    answer = models.CharField(max_length=40, blank=True)  # a status, or why there was none
    checked_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.url
