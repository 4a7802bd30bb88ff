"""What the board's own screens remember."""

from django.contrib.auth.models import Group
from django.db import models


class AppliedRole(models.Model):
    """What the table of roles gave to a role's group at the last migration; an administrator's own changes are not in it."""

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=150, unique=True)
    # A renamed group stays the role's; a deleted one is not made again.
    group = models.OneToOneField(Group, null=True, on_delete=models.SET_NULL, related_name="+")
    grants = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
