"""What the last migration granted to each role."""

from django.contrib.auth.models import Group
from django.db import models


class AppliedRole(models.Model):
    """Grants that the last migration applied to a role's group; excludes changes by an administrator."""

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=150, unique=True)
    # Follows a renamed group; null when the group was deleted, which is then not created again.
    group = models.OneToOneField(Group, null=True, on_delete=models.SET_NULL, related_name="+")
    grants = models.JSONField(default=list)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
