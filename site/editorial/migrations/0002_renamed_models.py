"""Remembered grants follow the new names of two models of search."""

from django.db import migrations

MODELS = {"invariant": "rankingexpectation", "askedquery": "loggedquery"}


def rename_grants(apps, schema_editor):
    """Replace the old names in what each role was given."""
    roles = apps.get_model("editorial", "AppliedRole").objects.using(schema_editor.connection.alias)
    for role in roles.all():
        for old, new in MODELS.items():
            role.grants = [
                grant.removesuffix(old) + new if grant.startswith("model:search.") and grant.endswith(f"_{old}") else grant
                for grant in role.grants
            ]
        role.grants = sorted(role.grants)
        role.save(update_fields=["grants"])


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_initial")]

    operations = [migrations.RunPython(rename_grants, migrations.RunPython.noop)]
