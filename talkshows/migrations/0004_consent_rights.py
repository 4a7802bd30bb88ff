"""The chief editor of a site that exists already may use consents; a new site gets it from editorial.groups."""

from django.db import migrations


def give(apps, schema_editor):
    """Make the permissions that are needed now; what migrations make after the last of them is the same."""
    group = apps.get_model("auth", "Group").objects.filter(name="Eindredacteur").first()
    if group is None:
        return
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="talkshows", model="consent"
    )
    name = apps.get_model("talkshows", "consent")._meta.verbose_name
    for action in ("view", "add", "change"):
        permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=f"{action}_consent", defaults={"name": f"Can {action} {name}"}
        )
        group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("talkshows", "0003_recordings"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
