"""Outlines are part of what is cached about places: a change of one starts a new version."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.listings.cached_counts import invalidate_counts
from maps.models import OutlineSet


@receiver([post_save, post_delete], sender=OutlineSet, dispatch_uid="maps.invalidate_atlas")
def invalidate_atlas(sender, **kwargs) -> None:
    """Forget the cached outlines."""
    invalidate_counts()
