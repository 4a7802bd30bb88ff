"""Records that were taken off the site before that marked them as refused: they too no longer come back with a page that uses them.

Such a record was public once: its history tells when it was taken off, or it has a date of publication. A proposal that nobody decided on
has neither, also when the account of who proposed it is gone, and stays a proposal. What is public in another language stays so.
"""

from django.db import migrations
from django.db.models import Max, Q
from django.utils import timezone

MODELS = ("organisation", "person", "theme", "place")
UNPUBLISHED = "wagtail.unpublish"


def mark_taken_off(apps, schema_editor):
    """Mark what was taken off, with its translations that are not public, as what is taken off today."""
    entries = apps.get_model("wagtailcore", "ModelLogEntry").objects
    for name in MODELS:
        model = apps.get_model("directory", name)
        told = entries.filter(content_type__app_label="directory", content_type__model=name, action=UNPUBLISHED)
        moments = dict(told.values_list("object_id").annotate(Max("timestamp")))
        hidden = model._base_manager.filter(live=False, refused_at=None, merged_into=None)
        off = hidden.filter(Q(pk__in=[int(pk) for pk in moments]) | Q(first_published_at__isnull=False))
        found = {}
        for pk, key in off.values_list("pk", "translation_key"):
            found[key] = max(filter(None, [found.get(key), moments.get(str(pk))]), default=None)
        for key, moment in found.items():
            hidden.filter(translation_key=key).update(refused_at=moment or timezone.now())


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_other_kind'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [migrations.RunPython(mark_taken_off, migrations.RunPython.noop, elidable=True)]
