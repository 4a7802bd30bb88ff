"""Courses are translated with their page: each gets a language and a key of its own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    """Give every course the language of its page."""
    for course in apps.get_model("knowledge", "Course").objects.select_related("page"):
        course.locale_id, course.translation_key = course.page.locale_id, uuid.uuid4()
        course.save(update_fields=["locale", "translation_key"])


LOCALE = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "wagtailcore.locale",
          "verbose_name": "locale", "editable": False}  # fmt: skip


class Migration(migrations.Migration):
    """Add the two columns empty, fill them, close them."""

    dependencies = [("knowledge", "0002_kinds"), ("wagtailcore", "0098_apitoken")]

    operations = [
        migrations.AddField("course", "locale", models.ForeignKey(null=True, **LOCALE)),
        migrations.AddField("course", "translation_key", models.UUIDField(null=True, editable=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
