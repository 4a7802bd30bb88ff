"""Wagtail has an attribute `decorative` of its own, which it resets in every image."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("media", "0005_people_in_pictures")]

    operations = [migrations.RenameField("siteimage", "decorative", "is_decorative")]
