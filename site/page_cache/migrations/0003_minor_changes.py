"""Changes of columns that few queries read say so; the triggers are written anew after each `migrate` (page_cache.triggers)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("page_cache", "0002_tables")]

    operations = [
        migrations.AddField(
            model_name="change", name="is_minor", field=models.BooleanField(default=False, db_default=False)
        ),
    ]
