"""Each change says which table changed; the triggers are written anew after each `migrate` (page_cache.triggers)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("page_cache", "0001_generation")]

    operations = [
        migrations.AddField(
            model_name="change", name="table", field=models.CharField(default="", db_default="", max_length=63)
        ),
    ]
